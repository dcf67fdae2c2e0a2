/** Puts the parts together and takes them apart again. main.ts gives it the real world; tests give it
 * a clock and a port of their own. */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { newId, type WidgetId } from '@deskside/shared/ids';
import { serve } from '@hono/node-server';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { startChecker } from './inbox/checker.ts';
import { createChecks } from './inbox/checks/checks.ts';
import { startDeliveries } from './inbox/deliveries.ts';
import { startDeliveryCount } from './inbox/delivery-count.ts';
import { openKeys } from './inbox/keys.ts';
import { createLinking } from './inbox/linking.ts';
import { createLocks } from './inbox/locks.ts';
import { addCode, guardGuesses, newCode } from './inbox/pairing.ts';
import { joinPortfolio } from './inbox/portfolio.ts';
import { startPresence } from './inbox/presence.ts';
import { openReach } from './inbox/reach.ts';
import { forgetOld } from './inbox/retention.ts';
import { startSender } from './inbox/sender.ts';
import { createSetup } from './inbox/setup.ts';
import { createSignup } from './inbox/signup.ts';
import { startStream } from './inbox/stream.ts';
import { createTallies } from './inbox/tallies.ts';
import { startUnsubscriber } from './inbox/unsubscriber.ts';
import { createWitness } from './inbox/witness.ts';
import type { Log } from './log.ts';
import { openCall } from './meta/call.ts';
import { probe } from './meta/probe.ts';
import { createMetrics } from './metrics.ts';
import { createPractice, practiceWidget } from './practice/practice.ts';
import { allAccounts } from './store/accounts.ts';
import { firstOwner } from './store/agents.ts';
import { openStore, type Store } from './store/db.ts';
import { pruneDeliveryHours } from './store/delivery-hours.ts';
import { pruneEvents } from './store/events.ts';
import { openSeal } from './store/seal.ts';
import { pruneEarlyStatuses } from './store/statuses.ts';
import {
  newWidgets,
  practiceRow,
  saveWidgets,
  type WidgetRow,
  widgetDefaults,
} from './store/widgets.ts';

export interface RunningServer {
  url: string;
  store: Store;
  /** The owner's code, when this start made one. */
  ownerCode: string | null;
  /** Forgets what is too old to be asked for; done once an hour by itself. */
  tidyUp: () => Promise<void>;
  close: () => Promise<void>;
}

export interface ServerOptions {
  clock?: () => number;
  /** How long the log keeps events; who is further behind takes a snapshot. */
  keepEventsMs?: number;
  practiceSecondMs?: number;
  /** How long a request may take to arrive. */
  requestMs?: number;
  /** Where the built extensions lie, for the downloads of the front page. */
  packagesFolder?: string;
  /** How long the database may be silent. */
  databasePatienceMs?: number;
  /** How long Meta may take to answer an admin's question. */
  graphPatienceMs?: number;
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
/** Once an hour is often enough for what only saves space. */
const TIDY_MS = 60 * 60 * 1000;
/** A little more than what is usual rests on. */
const DELIVERY_HOURS_MS = 30 * 24 * 60 * 60 * 1000;
/** Less than the ten seconds after which supervisors lose patience. */
const DRAIN_MS = 8_000;

export const startServer = async (
  config: Config,
  log: Log,
  options: ServerOptions = {},
): Promise<RunningServer> => {
  const {
    clock = Date.now,
    keepEventsMs = WEEK_MS,
    practiceSecondMs = 1000,
    requestMs = 60_000,
    packagesFolder = join(import.meta.dirname, '../../extension/.output'),
    databasePatienceMs,
    graphPatienceMs,
  } = options;
  const store = await openStore(config.database, clock, databasePatienceMs);
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
  const keys = openKeys(store, openSeal(config.secret, config.database), config);
  const meta = openCall(config.graphUrl, graphPatienceMs);
  const reach = openReach(keys, meta, practice.call);
  const graphFor = ({ accountId }: WidgetRow) => reach.graphFor(accountId);
  const locks = createLocks();
  const unsubscriber = startUnsubscriber({ store, reach, locks, clock, log: log.server });
  const linking = createLinking({ store, keys, reach, locks, clock });
  const witness = createWitness(store, clock, log.webhook);
  const sender = startSender({
    store,
    graphFor,
    clock,
    log: log.reply,
    onOutcome: (outcome) => metrics.count('replies', outcome),
  });

  const canSend = config.accessToken !== null;
  const checker = startChecker({ store, graphFor, clock, log: log.webhook });
  const deliveries = startDeliveries({ store, canSend, clock, log: log.webhook, checker });

  const deliveryCount = startDeliveryCount({ store, clock, log: log.webhook });
  const presence = startPresence({ store, listening: stream.devices, clock, log: log.server });
  const tallies = createTallies(store, clock);

  let isDraining = false;
  const app = createApp({
    config,
    store,
    stream,
    sender,
    deliveries,
    deliveryCount,
    presence,
    tallies,
    guesses: guardGuesses(clock),
    metrics,
    log,
    clock,
    practiceSecret,
    keys,
    setup: createSetup({ store, keys, reach, witness, clock }),
    linking,
    signup: createSignup({ store, keys, reach, linking, clock }),
    checks: createChecks({
      store,
      keys,
      reach,
      unsubscriber,
      probe,
      publicUrl: config.publicUrl,
      clock,
    }),
    unsubscriber,
    witness,
    practice,
    keepEventsMs,
    packagesFolder,
    isDraining: () => isDraining,
  });

  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    // Node looks for the late ones only now and then.
    const serverOptions = {
      requestTimeout: requestMs,
      headersTimeout: requestMs,
      connectionsCheckingInterval: requestMs / 10,
    };
    const { host: hostname, port } = config;
    const started = serve({ fetch: app.fetch, hostname, port, serverOptions }, () =>
      resolve(started),
    );
    started.once('error', reject);
  });
  const { port } = server.address() as AddressInfo;
  const local = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  if (config.hasPractice && (await practiceRow(store.read)))
    practice.start(`${local}/webhooks/whatsapp`);

  const tidyUp = () =>
    forget(store, clock() - keepEventsMs, clock())
      .then(tallies.forget)
      .catch((error: unknown) => log.server.error({ error }, 'could not tidy up'));
  let tidying = Promise.resolve();
  const tidy = () => {
    tidying = tidyUp();
  };
  const tidyTimer = setInterval(tidy, TIDY_MS);
  // What was left from before is no part of being ready, and nobody waits for it.
  const begin = setImmediate(() => {
    for (const part of [sender, checker, unsubscriber]) part.wake();
    tidy();
  });

  return {
    url: config.publicUrl ?? local,
    store,
    ownerCode,
    tidyUp,
    close: async () => {
      isDraining = true;
      clearInterval(tidyTimer);
      clearImmediate(begin);
      practice.stop();
      // Whoever still listens has been seen until now.
      const seen = presence.stop();
      stream.stop();
      const sent = Promise.all([sender.stop(), checker.stop(), unsubscriber.stop()]);
      // A client that never pauses would keep its connection, and us, until the patience is at its end.
      server.prependListener('request', (_request, response) => {
        response.setHeader('connection', 'close');
      });
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // What is already being answered gets its answer; a client that never finishes doesn't keep us.
      const force = setTimeout(
        () => 'closeAllConnections' in server && server.closeAllConnections(),
        DRAIN_MS,
      );
      if ('closeIdleConnections' in server) server.closeIdleConnections();
      await Promise.all([closed, tidying]);
      await Promise.all([deliveryCount.stop(), seen]);
      clearTimeout(force);
      // A reply that Meta takes its time with stays claimed, and is told as unknown after the next start.
      await Promise.race([sent, wait(DRAIN_MS, undefined, { ref: false })]);
      await store.close();
    },
  };
};

const forget = async (store: Store, before: number, now: number): Promise<void> => {
  // A little at a time: what comes in meanwhile doesn't wait for it.
  while (await store.write((tx) => pruneEvents(tx.db, before)));
  await store.write((tx) => pruneEarlyStatuses(tx, now));
  await store.write((tx) => pruneDeliveryHours(tx, now - DELIVERY_HOURS_MS));
  await forgetOld(store, now);
};

/** What a start sets right before anyone is served. Answers with the owner's code, if there is one. */
const prepare = (store: Store, config: Config, now: number): Promise<string | null> =>
  store.write(async (tx) => {
    const isFirst = (await firstOwner(tx.db)) === undefined;
    // Only a fresh install gets it: an admin who has removed it doesn't find it again.
    if (isFirst && config.hasPractice && !(await practiceRow(tx.db)))
      await saveWidgets(tx, [
        {
          ...widgetDefaults,
          ...practiceWidget,
          draftReason: null,
          id: newId<WidgetId>(),
          createdAt: now,
        },
      ]);
    // Numbers that wrote before there was a token to answer with.
    if (config.accessToken !== null)
      await saveWidgets(
        tx,
        (await newWidgets(tx.db)).map((row) => ({ ...row, draftReason: null })),
      );
    // Accounts that were linked when a customer's ids still counted for one account alone.
    for (const { accountId, portfolioId } of await allAccounts(tx.db))
      await joinPortfolio(tx, accountId, portfolioId);
    const code = config.pairingCode ?? (isFirst ? newCode() : null);
    if (code) await addCode(tx, code, 'owner', now);
    return code;
  });
