/** One after another, by key: what is done at Meta for an account isn't done for it twice at once. */
export interface Locks {
  run: <T>(key: string, job: () => Promise<T>) => Promise<T>;
}

export const createLocks = (): Locks => {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run: (key, job) => {
      const before = tails.get(key) ?? Promise.resolve();
      const mine = before.then(job, job);
      // Nobody waits for this one but the next; whoever asked for the job hears of its failure.
      const tail = mine.then(
        () => undefined,
        () => undefined,
      );
      tails.set(key, tail);
      void tail.then(() => tails.get(key) === tail && tails.delete(key));
      return mine;
    },
  };
};
