/** Views read the local copy, and are drawn again when it changes, in whichever page it changed. */
import { liveQuery } from 'dexie';
import { useEffect, useState } from 'preact/hooks';
import type { LocalDb } from './db.ts';

/** Undefined until the first answer. An answer to an older question never replaces a newer one's. */
export const useLive = <T>(
  db: LocalDb,
  query: (db: LocalDb) => Promise<T>,
  deps: readonly unknown[],
): T | undefined => {
  const [result, setResult] = useState<T>();
  useEffect(() => {
    const subscription = liveQuery(() => query(db)).subscribe({
      next: setResult,
      error: (error: unknown) => {
        // Out of the subscription's own promise, so that it isn't swallowed there.
        setTimeout(() => {
          throw error;
        });
      },
    });
    return () => subscription.unsubscribe();
  }, [db, ...deps]);
  return result;
};

/** The time, often enough for "38 min left" to be true. */
export const useNow = (everyMs = 20_000): number => {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
};
