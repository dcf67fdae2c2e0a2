/**
 * The log, as it grows, to everyone who listens. One reader for all: a commit is read once, framed
 * once, and written once to each listener. Catching up is reading the log, so there is no buffer, and
 * no gap between catching up and being live.
 */
import type { DeviceId } from '@deskside/shared/ids';
import type { Logger } from 'pino';
import { liveDevices } from '../store/agents.ts';
import type { Store } from '../store/db.ts';
import { eventsAfter, isReachable, logEnd, type StoredEvent } from '../store/events.ts';

/** As many as are read, framed and written at a time while somebody catches up. */
const PAGE = 500;
const PING_MS = 15_000;
/** How soon a log that couldn't be read is looked at again. */
const AGAIN_MS = 1_000;
/** A listener with more than this unread has stalled; it comes back by its cursor. */
const BACKLOG_MAX = 1_000_000;

export interface Listener {
  deviceId: DeviceId;
  cursor: number;
  write: (bytes: Buffer) => void;
  backlog: () => number;
  /** Resolves when what was written has left, or the line is gone. */
  drained: () => Promise<void>;
  isOpen: () => boolean;
  close: () => void;
  /** Says that the cursor leads nowhere, and ends. */
  reset: () => void;
}

export interface Stream {
  /** Resolves once the listener has everything and hears the rest by itself. */
  join: (listener: Listener) => Promise<void>;
  leave: (listener: Listener) => void;
  /** Ends the streams of a device whose token is no longer good. */
  cut: (deviceId: DeviceId) => void;
  size: () => number;
  /** Whose lines are open. */
  devices: () => DeviceId[];
  stop: () => void;
}

/** A row is spliced in as the text that it is already: made once for all who listen. */
export const eventJson = ({ seq, at, type, row }: StoredEvent): string =>
  `{"seq":${seq},"at":${at},"type":"${type}","row":${row}}`;
const frame = (event: StoredEvent) => `id: ${event.seq}\ndata: ${eventJson(event)}\n\n`;
const PING = Buffer.from(': ping\n\n');

export const startStream = async (store: Store, log: Logger): Promise<Stream> => {
  const listeners = new Set<Listener>();
  /** Those who are still reading what they missed. */
  const joining = new Set<Listener>();
  const everyone = () => [...listeners, ...joining];
  let head = await logEnd(store.read);
  let isPumping = false;
  let isAsked = false;

  const send = (listener: Listener, events: readonly StoredEvent[], bytes?: Buffer) => {
    const fresh = events.filter(({ seq }) => seq > listener.cursor);
    const last = fresh.at(-1);
    if (!last) return;
    const isWhole = bytes && fresh.length === events.length;
    listener.write(isWhole ? bytes : Buffer.from(fresh.map(frame).join('')));
    listener.cursor = last.seq;
  };

  const drop = (listener: Listener) => {
    listeners.delete(listener);
    joining.delete(listener);
    listener.close();
  };

  const pump = async () => {
    isAsked = true;
    // Nobody listens: whoever comes reads the log from their own cursor.
    if (isPumping || listeners.size === 0) return;
    isPumping = true;
    while (isAsked) {
      isAsked = false;
      const { events } = await eventsAfter(store.reader, head, PAGE);
      const last = events.at(-1);
      if (!last) continue;
      isAsked = true;
      head = last.seq;
      const bytes = Buffer.from(events.map(frame).join(''));
      for (const listener of listeners)
        if (listener.backlog() > BACKLOG_MAX) drop(listener);
        else send(listener, events, bytes);
    }
    isPumping = false;
  };

  let again: NodeJS.Timeout | undefined;
  const wake = () => {
    pump().catch((error: unknown) => {
      isPumping = false;
      log.error({ error }, 'stream could not read the log');
      clearTimeout(again);
      again = setTimeout(wake, AGAIN_MS);
    });
  };
  const stopWaking = store.onWake(wake);

  // A ping proves the line, and is the look that makes a lost wake-up harmless. It is also when a
  // token that another server revoked is noticed.
  const tick = async () => {
    wake();
    const live = new Set((await liveDevices(store.read)).map(({ deviceId }) => deviceId));
    for (const listener of everyone()) {
      if (!live.has(listener.deviceId)) drop(listener);
      else if (listeners.has(listener)) listener.write(PING);
    }
  };
  const timer = setInterval(() => {
    tick().catch((error: unknown) => log.error({ error }, 'stream could not ping'));
  }, PING_MS);

  return {
    join: async (listener) => {
      joining.add(listener);
      while (joining.has(listener) && listener.isOpen()) {
        const { events, goesOn } = await eventsAfter(store.reader, listener.cursor, PAGE);
        // What somebody reads slowly may be forgotten meanwhile; then they start anew.
        if (!(await isReachable(store.read, listener.cursor))) {
          joining.delete(listener);
          return listener.reset();
        }
        send(listener, events);
        // Nobody is cut off for having been away long: the log is read as fast as they take it.
        await listener.drained();
        if (goesOn) continue;
        // Alone, this one's place is where the reading goes on. While a page is being read for others,
        // the place is theirs.
        if (listeners.size === 0 && !isPumping) head = listener.cursor;
        else if (listener.cursor < head) continue;
        if (!joining.delete(listener) || !listener.isOpen()) return;
        listeners.add(listener);
        // What was committed between that look and this moment.
        wake();
        return;
      }
    },
    leave: (listener) => {
      listeners.delete(listener);
      joining.delete(listener);
    },
    cut: (deviceId) => {
      for (const listener of everyone()) if (listener.deviceId === deviceId) drop(listener);
    },
    size: () => listeners.size,
    devices: () => [...listeners].map(({ deviceId }) => deviceId),
    stop: () => {
      clearInterval(timer);
      clearTimeout(again);
      stopWaking();
      for (const listener of everyone()) drop(listener);
    },
  };
};
