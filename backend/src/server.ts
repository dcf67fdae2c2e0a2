/** Puts the parts together and takes them apart again. main.ts gives it the real world; tests give it
 * a clock and a port of their own. */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { addCode, guardGuesses, newCode } from './inbox/pairing.ts';
import { startSender } from './inbox/sender.ts';
import { startStream } from './inbox/stream.ts';
import type { Log } from './log.ts';
import { openGraph } from './meta/graph.ts';
import { createMetrics } from './metrics.ts';
import { createPractice, practiceWidget } from './practice/practice.ts';
import { firstOwner } from './store/agents.ts';
import { openStore, type Store } from './store/db.ts';
import { pruneEvents } from './store/events.ts';
import { pruneEarlyStatuses } from './store/statuses.ts';
import { insertWidget, newWidgets, saveDraftReason, widgetByNumber } from './store/widgets.ts';

export interface RunningServer {
  url: string;
  store: Store;
  /** The owner's code, when this start made one. */
  ownerCode: string | null;
  close: () => Promise<void>;
}

export interface ServerOptions {
  clock?: () => number;
  /** How many events the log keeps; who is further behind takes a snapshot. */
  keepEvents?: number;
  practiceSecondMs?: number;
}

/** Once an hour is often enough for what only saves space. */
const TIDY_MS = 60 * 60 * 1000;
/** Less than the ten seconds after which supervisors lose patience. */
const DRAIN_MS = 8_000;

export const startServer = async (
  config: Config,
  log: Log,
  options: ServerOptions = {},
): Promise<RunningServer> => {
  const { clock = Date.now, keepEvents = 200_000, practiceSecondMs = 1000 } = options;
  const store = await openStore(config.database, clock);
  const ownerCode = await prepare(store, config, clock());
  const stream = await startStream(store, log.stream);
  const metrics = createMetrics(stream.size);
  const practiceSecret = randomBytes(32).toString('hex');
  const practice = createPractice({
    secret: practiceSecret,
    seed: 'practice',
    clock,
    log: log.practice,
    secondMs: practiceSecondMs,
  });
  const graph = openGraph(config.graphUrl, config.accessToken);
  const sender = startSender({
    store,
    graphFor: ({ isPractice }) => (isPractice ? practice.graph : graph),
    clock,
    log: log.reply,
    onOutcome: (outcome) => metrics.replies.inc({ outcome }),
  });

  let isDraining = false;
  const app = createApp({
    config,
    store,
    stream,
    sender,
    guesses: guardGuesses(clock),
    metrics,
    log,
    clock,
    practiceSecret,
    isDraining: () => isDraining,
  });

  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const started = serve({ fetch: app.fetch, hostname: config.host, port: config.port }, () =>
      resolve(started),
    );
    started.once('error', reject);
  });
  const { port } = server.address() as AddressInfo;
  const local = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  if (config.hasPractice && (await widgetByNumber(store.read, practiceWidget.numberId)))
    practice.start(`${local}/webhooks/whatsapp`);

  const tidyUp = () =>
    forget(store, keepEvents, clock()).catch((error: unknown) =>
      log.server.error({ error }, 'could not tidy up'),
    );
  // Nobody waits for the first one either: it is no part of being ready.
  let tidying = tidyUp();
  const tidy = setInterval(() => {
    tidying = tidyUp();
  }, TIDY_MS);

  return {
    url: config.publicUrl ?? local,
    store,
    ownerCode,
    close: async () => {
      isDraining = true;
      clearInterval(tidy);
      practice.stop();
      stream.stop();
      const sent = sender.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // What is already being answered gets its answer; a client that never finishes doesn't keep us.
      const force = setTimeout(
        () => 'closeAllConnections' in server && server.closeAllConnections(),
        DRAIN_MS,
      );
      if ('closeIdleConnections' in server) server.closeIdleConnections();
      await Promise.all([closed, tidying]);
      clearTimeout(force);
      // A reply that Meta takes its time with stays claimed, and is told as unknown after the next start.
      await Promise.race([sent, wait(DRAIN_MS, undefined, { ref: false })]);
      await store.close();
    },
  };
};

const forget = (store: Store, keepEvents: number, now: number): Promise<void> =>
  store.write(async (tx) => {
    await pruneEvents(tx.db, keepEvents);
    await pruneEarlyStatuses(tx, now);
  });

/** What a start sets right before anyone is served. Answers with the owner's code, if there is one. */
const prepare = (store: Store, config: Config, now: number): Promise<string | null> =>
  store.write(async (tx) => {
    if (config.hasPractice && !(await widgetByNumber(tx.db, practiceWidget.numberId)))
      await insertWidget(tx, practiceWidget, now);
    // Numbers that wrote before there was a token to answer with.
    if (config.accessToken !== null)
      for (const row of await newWidgets(tx.db)) await saveDraftReason(tx, row, null);
    const isFirst = (await firstOwner(tx.db)) === undefined;
    const code = config.pairingCode ?? (isFirst ? newCode() : null);
    if (code) await addCode(tx, code, 'owner', now);
    return code;
  });
