/**
 * When browsers were last seen. Noted in memory by whoever asks for something, and written for all of
 * them together, for each at most once in five minutes: nothing that a person or Meta waits for.
 */
import type { DeviceId } from '@deskside/shared/ids';
import type { Logger } from 'pino';
import { saveSeen } from '../store/agents.ts';
import type { Store } from '../store/db.ts';

const EVERY_MS = 5 * 60 * 1000;

export interface Presence {
  seen: (deviceId: DeviceId) => void;
  /** What isn't written yet. */
  lastSeenAt: (deviceId: DeviceId) => number | null;
  flush: () => Promise<void>;
  stop: () => Promise<void>;
}

export interface PresenceDeps {
  store: Store;
  /** Those who are listening right now: they ask once, and stay. */
  listening: () => Iterable<DeviceId>;
  clock: () => number;
  log: Logger;
}

export const startPresence = ({ store, listening, clock, log }: PresenceDeps): Presence => {
  let seen = new Map<DeviceId, number>();
  const hearListeners = () => {
    for (const id of listening()) seen.set(id, clock());
  };
  const flush = async (): Promise<void> => {
    hearListeners();
    const known = seen;
    seen = new Map();
    if (known.size === 0) return;
    await store
      .write((tx) => saveSeen(tx, known))
      // Whoever stays is written in five minutes.
      .catch((error: unknown) => log.warn({ error }, 'could not write who was seen'));
  };
  const timer = setInterval(() => void flush(), EVERY_MS);
  return {
    seen: (deviceId) => {
      seen.set(deviceId, clock());
    },
    lastSeenAt: (deviceId) => {
      hearListeners();
      return seen.get(deviceId) ?? null;
    },
    flush,
    stop: async () => {
      clearInterval(timer);
      await flush();
    },
  };
};
