import { useEffect, useState } from 'preact/hooks';
import type { Answer } from './requests.ts';

export interface Asked<T> {
  answer: Answer<T> | undefined;
  /** Asks again; what is shown stays until the new answer is here. */
  refresh: () => Promise<void>;
}

/** An answer of the server for as long as it is looked at, asked for anew when what it depends on
 * changes. An answer to an older question never replaces a newer one's. */
export const useAnswer = <T>(ask: () => Promise<Answer<T>>, deps: readonly unknown[]): Asked<T> => {
  const [answer, setAnswer] = useState<Answer<T>>();
  useEffect(() => {
    let isCurrent = true;
    void ask().then((next) => {
      if (isCurrent) setAnswer(next);
    });
    return () => {
      isCurrent = false;
    };
  }, deps);
  return { answer, refresh: async () => setAnswer(await ask()) };
};
