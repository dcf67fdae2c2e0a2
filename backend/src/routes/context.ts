import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import type { Config } from '../config.ts';
import type { Checks } from '../inbox/checks/checks.ts';
import type { Deliveries } from '../inbox/deliveries.ts';
import type { DeliveryCount } from '../inbox/delivery-count.ts';
import type { Keys } from '../inbox/keys.ts';
import type { Linking } from '../inbox/linking.ts';
import type { Caller, guardGuesses } from '../inbox/pairing.ts';
import type { Presence } from '../inbox/presence.ts';
import type { Sender } from '../inbox/sender.ts';
import type { Setup } from '../inbox/setup.ts';
import type { Signup } from '../inbox/signup.ts';
import type { Stream } from '../inbox/stream.ts';
import type { Tallies } from '../inbox/tallies.ts';
import type { Unsubscriber } from '../inbox/unsubscriber.ts';
import type { Witness } from '../inbox/witness.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Practice } from '../practice/practice.ts';
import type { Store } from '../store/db.ts';

/** What every route may use. */
export interface Deps {
  config: Config;
  store: Store;
  stream: Stream;
  sender: Sender;
  deliveries: Deliveries;
  deliveryCount: DeliveryCount;
  presence: Presence;
  tallies: Tallies;
  guesses: ReturnType<typeof guardGuesses>;
  metrics: Metrics;
  log: Log;
  clock: () => number;
  /** The secret of the practice number, which signs like Meta. */
  practiceSecret: string;
  practice: Practice;
  /** How long the log keeps events. */
  keepEventsMs: number;
  /** Where the built extensions lie. */
  packagesFolder: string;
  keys: Keys;
  setup: Setup;
  linking: Linking;
  signup: Signup;
  checks: Checks;
  unsubscriber: Unsubscriber;
  witness: Witness;
  isDraining: () => boolean;
}

export interface Env {
  Bindings: HttpBindings;
  Variables: { caller: Caller; requestId: string };
}
export type App = Hono<Env>;
export type AppContext = Context<Env>;
