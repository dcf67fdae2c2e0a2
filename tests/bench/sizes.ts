/**
 * Whether what is already stored slows what comes: the same load and the same snapshot against ten
 * thousand, a hundred thousand and a million messages. They come in by the webhook, a thousand to a
 * body; where that would take too long, what is missing is copied from what is there.
 */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pairDevice } from '../make.ts';
import { makeDeliveries } from './deliveries.ts';
import { closedLoop } from './load.ts';
import { compare, median } from './measure.ts';
import { countRows, type Program, startOurs } from './programs.ts';

const sizes = [10_000, 100_000, 1_000_000] as const;
const ROUNDS = 7;
/** Few enough that the smallest size fills every thread that a snapshot brings: all three have the
 * same work to do. */
const CUSTOMERS = 200;
const POSTING_MAX_SECONDS = 45;

const post = async (program: Program, count: number): Promise<number> => {
  const startedAt = performance.now();
  for (let left = count; left > 0; left -= 30_000) {
    const bodies = Math.min(left, 30_000) / 1000;
    const deliveries = makeDeliveries(bodies, { messages: 1000, customers: CUSTOMERS });
    await closedLoop(program, deliveries, { senders: 2 });
  }
  return (performance.now() - startedAt) / 1000;
};

/** Every message once more, so many times, with an id and a Meta's id of its own, and each time a day
 * earlier: nobody says ten things in one second. */
const copyRows = (path: string, times: number): void => {
  const db = new DatabaseSync(path);
  const columns = db.prepare("select name, type from pragma_table_info('messages')").all();
  const kept = columns.filter(({ name, type }) => name !== 'id' || type === 'TEXT');
  const names = kept.map(({ name }) => `"${name}"`).join(', ');
  const values = kept.map(({ name }) => {
    if (name === 'id') return 'substr(id, 1, 24) || lower(hex(randomblob(6)))';
    // Nobody looks these copies up by Meta's id, so its key may be any that is free.
    if (name === 'metaKey') return 'hex(randomblob(8))';
    if (name === 'at') return 'at - n * 86400000';
    return name === 'metaId' ? `"metaId" || '.' || hex(randomblob(8))` : `"${name}"`;
  });
  db.exec(`with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${times})
    insert into messages (${names}) select ${values.join(', ')} from messages, numbers`);
  db.close();
};

/** One file for each size, all from one life; answers with how the million was made. */
const makeFiles = async (
  folder: string,
): Promise<{ files: string[]; token: string; how: string }> => {
  const path = join(folder, 'sizes.db');
  const files: string[] = [];
  let token = '';
  let [stored, posted, secondsEach] = [0, 0, 0];
  for (const size of sizes) {
    const missing = size - stored;
    if (secondsEach * missing > POSTING_MAX_SECONDS) {
      copyRows(path, missing / stored);
    } else {
      const server = await startOurs(path);
      token ||= (await pairDevice(server.url)).token;
      secondsEach = (await post(server, missing)) / missing;
      await server.stop();
      posted = size;
    }
    stored = size;
    // A server that has ended leaves no WAL behind: the file is all there is.
    const file = join(folder, `size-${size}.db`);
    copyFileSync(path, file);
    files.push(file);
  }
  const how =
    posted === stored
      ? 'The million stored messages were posted, a thousand to a body.'
      : `Of the million stored messages ${posted.toLocaleString('en')} were posted and the rest copied from them by SQL: posting all would take ${Math.round(secondsEach * stored)} s.`;
  return { files, token, how };
};

export const benchSizes = async (folder: string): Promise<string> => {
  const { files, token, how } = await makeFiles(folder);
  const programs: Program[] = [];
  for (const file of files) programs.push(await startOurs(file));
  const rates: number[][] = programs.map(() => []);
  const snapshots: number[][] = programs.map(() => []);
  for (const [index, program] of programs.entries())
    if ((await countRows(program)) !== sizes[index]) throw new Error('not as many as were to be');

  for (let round = 0; round <= ROUNDS; round += 1) {
    // Each is the first as often as the others.
    const first = round % programs.length;
    const all = [...programs.entries()];
    for (const [index, program] of [...all.slice(first), ...all.slice(0, first)]) {
      const deliveries = makeDeliveries(3000, { messages: 1, customers: CUSTOMERS });
      const { perSecond } = await closedLoop(program, deliveries, { seconds: 1.5 });
      const ms = await snapshot(program, token);
      // The first round is the compiler's, and what a start tidies up is behind it.
      if (round === 0) continue;
      rates[index]?.push(perSecond);
      snapshots[index]?.push(ms);
    }
  }

  const [few = [], many = [], most = []] = rates;
  compare('single messages a second, with 100,000 stored (beside 10,000)', many, few, '/s', {
    least: 0.8,
  });
  compare('single messages a second, with 1,000,000 stored (beside 10,000)', most, few, '/s', {
    least: 0.8,
  });
  const [quick = [], middle = [], slow = []] = snapshots;
  compare('snapshot with 100,000 stored (beside 10,000)', middle, quick, 'ms', { most: 1.25 });
  compare('snapshot with 1,000,000 stored (beside 10,000)', slow, quick, 'ms', { most: 1.25 });
  for (const program of programs) await program.stop();
  return how;
};

const snapshot = async ({ url }: Program, token: string): Promise<number> => {
  const took: number[] = [];
  for (let i = 0; i < 3; i += 1) {
    const startedAt = performance.now();
    const answer = await fetch(`${url}/api/snapshot`, {
      headers: { authorization: `Bearer ${token}` },
    });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`no snapshot: ${answer.status}`);
    took.push(performance.now() - startedAt);
  }
  return median(took);
};
