/** When to try again, and what is a reason to try sooner. For pages: a worker waits for its alarm. */
const BASE_MS = 500;
const MAX_MS = 30_000;

/** Longer with every failure, and never in step with the others who lost the same server. Ends early
 * when there is a reason to hope. */
export const backOff = (failures: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const ms = Math.min(MAX_MS, BASE_MS * 2 ** failures) * (0.5 + Math.random() / 2);
    const done = () => {
      clearTimeout(timer);
      stop();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    const stop = onWake(done);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });

const LOOK_MS = 5_000;
const SLEPT_MS = 20_000;
const HIDDEN_MS = 60_000;

/** Calls when the line is worth a new look: online again, seen again after a while, or awake again
 * (which shows in a clock that jumped). */
export const onWake = (wake: () => void): (() => void) => {
  let seenAt = Date.now();
  let hiddenAt = 0;
  const tick = setInterval(() => {
    const now = Date.now();
    if (now - seenAt > LOOK_MS + SLEPT_MS) wake();
    seenAt = now;
  }, LOOK_MS);
  const onVisible = () => {
    if (document.visibilityState === 'hidden') hiddenAt = Date.now();
    else if (hiddenAt > 0 && Date.now() - hiddenAt > HIDDEN_MS) wake();
  };
  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', onVisible);
  return () => {
    clearInterval(tick);
    window.removeEventListener('online', wake);
    document.removeEventListener('visibilitychange', onVisible);
  };
};
