/** Walks a checklist as an admin does: one step at a time, the popup closed and opened again after each. */
import type { Page } from 'puppeteer-core';
import { until } from '../make.ts';
import { type Desk, watch } from './desk.ts';

/** A walk opens a page for every step; two busy cores need their time for that. */
export const patient = { timeout: 240_000 };

const NOW = '.step[aria-current=step]';

/** What to do at a step, where pressing its first button isn't it. */
export type Does = Readonly<Record<string, (popup: Page) => Promise<unknown>>>;

export interface Walk {
  desk: Desk;
  popup: Page;
  does?: Does;
  /** How long each of its timers takes. */
  timersMs?: Readonly<Record<string, number>>;
  /** What happens outside while a machine's step waits: Meta's notice, a customer's message. */
  meanwhile?: Readonly<Record<string, () => Promise<unknown>>>;
  /** Looks at the popup at every step. */
  look?: (popup: Page, step: string) => Promise<void>;
}

export const stepNow = (popup: Page): Promise<string | null> =>
  popup.$eval(NOW, (step) => (step as HTMLElement).dataset.step ?? null).catch(() => null);

export const isFinished = async (popup: Page): Promise<boolean> =>
  (await popup.$('.finished')) !== null;

/** The popup's page, as it is when its icon is clicked again. */
export const reopen = async (desk: Desk, popup: Page, shiftMs = 0): Promise<Page> => {
  const url = popup.url();
  await popup.close();
  if (shiftMs === 0) {
    const next = await desk.extension.open('popup.html');
    watch(next, desk.errors);
    return next;
  }
  const next = await desk.extension.browser.newPage();
  watch(next, desk.errors);
  await next.evaluateOnNewDocument(shiftClock, shiftMs);
  await next.goto(url);
  return next;
};

const shiftClock = (by: number): void => {
  const now = Date.now.bind(Date);
  Date.now = () => now() + by;
};

/** Clicks what the page itself would be clicked at: a step may lie below the fold. */
export const press = (popup: Page, selector: string): Promise<void> =>
  popup.$eval(selector, (one) => (one as HTMLElement).click());

/** Types over what is there. */
export const fill = async (popup: Page, selector: string, text: string): Promise<void> => {
  const box = await popup.waitForSelector(selector);
  await box?.evaluate((one) => (one as HTMLInputElement).select());
  await box?.type(text);
};

/** Moves the page's clock: a timer runs by it. */
export const passTime = (popup: Page, ms: number): Promise<void> => popup.evaluate(shiftClock, ms);

const buttons = ['[data-say=yes]', '[data-choice]', '[data-say=begin]', 'button[type=submit]'];

const act = async (popup: Page): Promise<void> => {
  for (const button of buttons)
    if (await popup.$(`${NOW} ${button}`)) return press(popup, `${NOW} ${button}`);
};

export const openChecklist = async (popup: Page, id: string): Promise<void> => {
  await popup.waitForSelector('.lists');
  await popup.$eval('.lists details', (all) => {
    (all as HTMLDetailsElement).open = true;
  });
  await press(popup, `[data-checklist="${id}"]`);
  await popup.waitForSelector('.steps');
};

export const goHome = async (popup: Page): Promise<void> => {
  await press(popup, '.bar .icon');
  await popup.waitForSelector('.lists');
};

/** From where it stands to its end. Answers with the steps that were walked, in their order. */
export const walk = async ({
  desk,
  popup: first,
  does = {},
  timersMs = {},
  meanwhile = {},
  look,
}: Walk) => {
  let popup = first;
  const walked: string[] = [];
  let passedMs = 0;
  for (let i = 0; i < 40 && !(await isFinished(popup)); i += 1) {
    // A machine may find the last thing out at this very moment.
    const step = await until(async () => (await isFinished(popup)) || (await stepNow(popup)));
    if (typeof step !== 'string') break;
    walked.push(step);
    await look?.(popup, step);
    await (does[step] ?? act)(popup);
    await meanwhile[step]?.();
    const lastsMs = timersMs[step];
    if (lastsMs) {
      await popup.waitForSelector('[role=timer]');
      await passTime(popup, lastsMs);
      passedMs += lastsMs;
    }
    await until(
      async () => (await isFinished(popup)) || (await stepNow(popup)) !== step,
      Boolean,
      20_000,
    ).catch(async (error: unknown) => {
      const text = await popup.$eval(NOW, (one) => one.textContent).catch(() => '');
      throw new Error(`${step} isn't done: ${text}`, { cause: error });
    });
    const next = await stepNow(popup);
    popup = await reopen(desk, popup, passedMs);
    await popup.waitForSelector(`${NOW}, .finished`);
    // Exactly where it was left, or further: what a machine found meanwhile counts.
    const after = await stepNow(popup);
    if (after !== next && after === step) throw new Error(`${step} came back.`);
  }
  return { popup, walked };
};
