const steps: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** Arrow keys, Home and End walk through a list or a row of tabs. */
export const moveFocus = (event: KeyboardEvent, selector: string): void => {
  const { currentTarget, key } = event;
  if (!(currentTarget instanceof HTMLElement)) return;
  const all = [...currentTarget.querySelectorAll<HTMLElement>(selector)];
  const here = all.indexOf(document.activeElement as HTMLElement);
  const step = steps[key];
  const there =
    key === 'Home' ? 0 : key === 'End' ? all.length - 1 : step === undefined ? -1 : here + step;
  const target = all[there];
  if (!target) return;
  event.preventDefault();
  target.focus();
};
