/** The log's two doors: as JSON for whoever comes by now and then, as a stream for whoever stays. */
import { endpoints, PROTOCOL } from '@deskside/shared/api';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { AppError } from '../errors.ts';
import { authenticate } from '../inbox/pairing.ts';
import { eventJson, type Listener } from '../inbox/stream.ts';
import type { Store } from '../store/db.ts';
import { eventsAfter, isReachable, logEnd } from '../store/events.ts';
import type { App, AppContext, Deps } from './context.ts';

const PAGE = 500;
const RESET = 'event: reset\ndata: {}\n\n';

/** Where to go on from, or null when that place is gone and only a snapshot helps. Whoever names no
 * place starts from now. */
const cursorOf = async (c: AppContext, { read }: Store): Promise<number | null> => {
  const text = c.req.header('last-event-id') ?? c.req.query('after');
  if (text === undefined) return logEnd(read);
  if (!/^\d{1,15}$/.test(text))
    throw new AppError(400, 'bad-request', 'after: the seq of the last event that you have');
  const protocol = c.req.query('protocol') ?? String(PROTOCOL);
  if (protocol !== String(PROTOCOL)) return null;
  return (await isReachable(read, Number(text))) ? Number(text) : null;
};

export const changeRoutes = (app: App, { store }: Deps): void => {
  app.get(endpoints.changes.path, async (c) => {
    const cursor = await cursorOf(c, store);
    const seq = await logEnd(store.read);
    const page = cursor === null ? null : await eventsAfter(store.reader, cursor, PAGE);
    // Asked once more: the log may have been shortened while it was read.
    const isReset = cursor === null || !(await isReachable(store.read, cursor));
    const events = isReset ? [] : (page?.events ?? []);
    const head = `{"protocol":${PROTOCOL},"seq":${seq},"isReset":${isReset},"events":[`;
    return c.body(`${head}${events.map(eventJson).join(',')}]}`, 200, {
      'content-type': 'application/json',
    });
  });
};

/** Comes before the middleware, and does its part itself: the answer is written to the socket by
 * hand, and a middleware that touches the answer's headers would make Hono write it once more. */
export const streamRoute = (app: App, { store, stream, isDraining }: Deps): void => {
  app.get(endpoints.events.path, async (c) => {
    c.header('access-control-allow-origin', '*');
    const caller = await authenticate(store, c.req.header('authorization'));
    const cursor = await cursorOf(c, store);
    const { outgoing } = c.env;
    outgoing.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
      'x-accel-buffering': 'no',
      'access-control-allow-origin': '*',
    });
    // Said at once: a proxy passes the head on with the first byte, and the panel stops waiting.
    outgoing.write(': connected\n\n');
    if (cursor === null || isDraining()) {
      outgoing.end(cursor === null ? RESET : undefined);
      return RESPONSE_ALREADY_SENT;
    }
    const listener: Listener = {
      deviceId: caller.deviceId,
      cursor,
      write: (bytes) => void outgoing.write(bytes),
      backlog: () => outgoing.writableLength,
      drained: () =>
        new Promise((resolve) => {
          // A turn of the loop at least, or one who reads a long log would have the server to themselves.
          if (outgoing.destroyed || !outgoing.writableNeedDrain) return setImmediate(resolve);
          const done = () => {
            outgoing.off('drain', done).off('close', done);
            resolve();
          };
          outgoing.on('drain', done).on('close', done);
        }),
      isOpen: () => !outgoing.destroyed,
      close: () => outgoing.destroy(),
      reset: () => outgoing.end(RESET),
    };
    outgoing.on('close', () => stream.leave(listener));
    await stream.join(listener);
    // After the backlog, so that the panel can tell "catching up" from "live".
    if (!outgoing.writableEnded) outgoing.write('event: live\ndata: {}\n\n');
    if (outgoing.destroyed) stream.leave(listener);
    return RESPONSE_ALREADY_SENT;
  });
};
