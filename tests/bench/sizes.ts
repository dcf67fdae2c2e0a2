/**
 * Whether what is already stored slows what comes: the same load and the same snapshot against ten
 * thousand, a hundred thousand and a million messages. They come in by the webhook, a thousand to a
 * body; where that would take too long, what is missing is copied from what is there.
 *
 * An index of Meta's ids is written wherever chance puts the next one, and of a million that is hardly
 * ever where the last one went. Whoever keeps messages once pays for it: the bare program tells how much.
 */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pairDevice } from '../make.ts';
import { makeDeliveries } from './deliveries.ts';
import { closedLoop } from './load.ts';
import { compare, median } from './measure.ts';
import { countRows, type Program, startLimit, startOurs } from './programs.ts';

const sizes = [10_000, 100_000, 1_000_000] as const;
/** Short ones, and many: an hour changes in seconds here, and what is compared had better be close. */
const ROUNDS = 14;
const WARM_UP_SECONDS = 4;
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

type Start = (database: string) => Promise<Program>;

/** One file for each size, all from one life, and how the million was made. */
const makeFiles = async (path: string, start: Start) => {
  const files: string[] = [];
  let [stored, posted, secondsEach] = [0, 0, 0];
  for (const size of sizes) {
    const missing = size - stored;
    if (secondsEach * missing > POSTING_MAX_SECONDS) {
      copyRows(path, missing / stored);
    } else {
      const server = await start(path);
      secondsEach = (await post(server, missing)) / missing;
      await server.stop();
      posted = size;
    }
    stored = size;
    // A server that has ended leaves no WAL behind: the file is all there is.
    const file = `${path}-${size}`;
    copyFileSync(path, file);
    files.push(file);
  }
  const how =
    posted === stored
      ? 'The million stored messages were posted, a thousand to a body.'
      : `Of the million stored messages ${posted.toLocaleString('en')} were posted and the rest copied from them by SQL: posting all would take ${Math.round(secondsEach * stored)} s.`;
  return { files, how };
};

/** Both programs with as much stored, and what they did. */
interface Place {
  size: number;
  ours: Program;
  bare: Program;
  token: string;
  rates: { ours: number[]; bare: number[] };
  snapshots: number[];
}

const openPlaces = async (files: readonly string[], bareFiles: readonly string[]) => {
  const places: Place[] = [];
  for (const [index, size] of sizes.entries()) {
    const ours = await startOurs(files[index] ?? '');
    const bare = await startLimit(bareFiles[index] ?? '');
    for (const program of [ours, bare])
      if ((await countRows(program)) !== size) throw new Error('not as many as were to be');
    const { token } = await pairDevice(ours.url);
    places.push({ size, ours, bare, token, rates: { ours: [], bare: [] }, snapshots: [] });
  }
  return places;
};

const rateOf = async (program: Program, seconds: number): Promise<number> => {
  const deliveries = makeDeliveries(seconds * 16_000, { messages: 1, customers: CUSTOMERS });
  return (await closedLoop(program, deliveries, { seconds })).perSecond;
};

/** How much of a speed is left at the last place, round by round. */
const leftOf = (first: readonly number[], last: readonly number[]): number[] =>
  last.map((rate, round) => rate / (first[round] ?? Number.NaN));

const compareSizes = (many: Place, few: Place): void => {
  const stored = many.size.toLocaleString('en');
  const fewStored = few.size.toLocaleString('en');
  const left = (whose: 'ours' | 'bare') => leftOf(few.rates[whose], many.rates[whose]);
  compare(
    `what ${stored} stored leave of the speed with ${fewStored}`,
    left('ours'),
    left('bare'),
    '',
    { least: 0.9 },
  );
  compare(
    `snapshot with ${stored} stored (beside ${fewStored})`,
    many.snapshots,
    few.snapshots,
    'ms',
    { most: 1.25 },
  );
};

export const benchSizes = async (folder: string): Promise<string> => {
  const { files, how } = await makeFiles(join(folder, 'sizes.db'), startOurs);
  const { files: bareFiles } = await makeFiles(join(folder, 'limit-sizes.db'), startLimit);
  const places = await openPlaces(files, bareFiles);
  for (let round = 0; round <= ROUNDS; round += 1) {
    // Each is the first as often as the others.
    const first = round % places.length;
    for (const { ours, bare, token, rates, snapshots } of [
      ...places.slice(first),
      ...places.slice(0, first),
    ]) {
      // The first round is V8's, which learns the programs, and what a start tidies up is behind it.
      const seconds = round === 0 ? WARM_UP_SECONDS : 0.6;
      const [rate, bareRate] = [await rateOf(ours, seconds), await rateOf(bare, seconds)];
      const ms = await snapshot(ours, token);
      if (round === 0) continue;
      rates.ours.push(rate);
      rates.bare.push(bareRate);
      snapshots.push(ms);
    }
  }

  for (const { size, rates } of places)
    compare(
      `single messages a second, with ${size.toLocaleString('en')} stored`,
      rates.ours,
      rates.bare,
      '/s',
      { least: 0.5 },
    );
  const [few, ...more] = places;
  if (few) for (const many of more) compareSizes(many, few);
  for (const { ours, bare } of places) await Promise.all([ours.stop(), bare.stop()]);
  return how;
};

const snapshot = async ({ url }: Program, token: string): Promise<number> => {
  const took: number[] = [];
  for (let i = 0; i < 5; i += 1) {
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
