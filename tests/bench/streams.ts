/** A crowd of listeners, as the bench holds it: the crowd itself is another process (listeners.ts). */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** What the crowd says. */
export type Note = 'live' | 'watching' | { heardAt: number } | { lost: string };

export interface Streams {
  /** Has them watch for a word. `heard` resolves with the moment when the last of them has read it. */
  watch: (mark: string) => Promise<{ heard: Promise<number> }>;
  close: () => Promise<void>;
}

const HEARD_WITHIN_MS = 10_000;

export const openStreams = async (url: string, token: string, count: number): Promise<Streams> => {
  const child = fork(join(import.meta.dirname, 'listeners.ts'), [url, token, String(count)]);
  // Whoever was cut off hears nothing more, and a time to the last of those who are left would flatter.
  let isClosing = false;
  const heard = new Map<'live' | 'watching' | 'heard', (at: number) => void>();
  const failed = new Promise<never>((_, reject) => {
    child.on('message', (note: Note) => {
      if (typeof note === 'string') heard.get(note)?.(0);
      else if ('heardAt' in note) heard.get('heard')?.(note.heardAt);
      else if (!isClosing) reject(new Error(`a listener was lost: ${note.lost}`));
    });
  });
  // It may happen while nobody waits for anything; then the next one who does is told.
  failed.catch(() => undefined);
  const next = (kind: 'live' | 'watching' | 'heard'): Promise<number> =>
    Promise.race([failed, new Promise<number>((resolve) => heard.set(kind, resolve))]);

  await next('live');
  return {
    watch: async (mark) => {
      const watching = next('watching');
      child.send(mark);
      await watching;
      const never = wait(HEARD_WITHIN_MS, Number.POSITIVE_INFINITY, { ref: false });
      return { heard: Promise.race([next('heard'), never]) };
    },
    close: async () => {
      isClosing = true;
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
};
