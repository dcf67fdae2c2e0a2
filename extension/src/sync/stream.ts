/** Reads the server's events until the stream ends, is silent for too long, or is told to stop. */
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { type Access, openEvents } from '../api.ts';

/** Three pings missed. A line can be dead without saying so: a laptop slept, a proxy forgot. */
const SILENCE_MS = 45_000;

export interface StreamHandlers {
  /** Everything that arrived together, in order. */
  onEvents: (events: unknown[]) => Promise<void>;
  onLive: () => Promise<void>;
  onHeard: () => void;
}

/** Resolves with why it ended. */
export const followEvents = async (
  access: Access,
  after: number,
  signal: AbortSignal,
  handlers: StreamHandlers,
): Promise<'ended' | 'reset'> => {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), SILENCE_MS);
    handlers.onHeard();
  };
  try {
    const body = await openEvents(access, after, AbortSignal.any([signal, silence.signal]));
    const tap = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        heard();
        controller.enqueue(chunk);
      },
    });
    const reader = body
      .pipeThrough(tap)
      .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
      .pipeThrough(new EventSourceParserStream())
      .getReader();
    return await readAll(reader, handlers);
  } finally {
    clearTimeout(timer);
  }
};

const BATCH_MAX = 500;

/** A burst is applied as one: whatever has been parsed by the time we look belongs to one batch. */
const readAll = async (
  reader: ReadableStreamDefaultReader<{ event?: string | undefined; data: string }>,
  { onEvents, onLive }: StreamHandlers,
): Promise<'ended' | 'reset'> => {
  let batch: unknown[] = [];
  const flush = async () => {
    const events = batch;
    batch = [];
    if (events.length > 0) await onEvents(events);
  };
  let next = reader.read();
  for (;;) {
    const { value, done } = await next;
    if (done) {
      await flush();
      return 'ended';
    }
    if (value.event === 'reset') return 'reset';
    next = reader.read();
    if (value.event === 'live') {
      await flush();
      await onLive();
      continue;
    }
    batch.push(JSON.parse(value.data));
    const isMore = await Promise.race([next.then(() => true), soon()]);
    if (!isMore || batch.length >= BATCH_MAX) await flush();
  }
};

/** After what is ready now. A message port's turn comes sooner than a timer's. */
const soon = () =>
  new Promise<false>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(false);
    };
    port2.postMessage(null);
  });
