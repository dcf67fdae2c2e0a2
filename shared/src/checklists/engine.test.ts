import { describe, expect, it } from 'vitest';
import { checklistOf, checklists } from './all.ts';
import { type Proofs, type Proven, viewOf } from './engine.ts';
import type { AnyCheck, Checklist } from './model.ts';
import { type Progress, restart, say, startProgress, undo } from './progress.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const start = new Date(2026, 10, 24, 10, 0).getTime();
const none: Proofs = new Map();
const proof = (isOk: boolean, at = start, by: Proven['by'] = 'deskside'): Proven => ({
  isOk,
  by,
  at,
  word: 'ok',
  detail: {},
});
const proofs = (...all: [AnyCheck, Proven][]): Proofs => new Map(all);
const begin = (checklist: Checklist, entries = {}) =>
  startProgress('ben', checklist.id, 'w1', entries, start);
const states = (checklist: Checklist, progress: Progress, found = none, now = start) =>
  Object.fromEntries(
    viewOf(checklist, progress, found, now).steps.map(({ step, state }) => [step.id, state]),
  );
const next = (checklist: Checklist, progress: Progress, found = none, now = start) =>
  viewOf(checklist, progress, found, now).current?.step.id;

const disconnect = checklistOf('disconnect');
const free = checklistOf('delete-app-account');
const platform = checklistOf('delete-from-business-account');

describe('a checklist', () => {
  it('names every step once, and hangs a step only on an answer that an earlier one gives', () => {
    for (const { id, steps } of checklists) {
      const ids = steps.map((step) => step.id);
      expect(new Set(ids).size, id).toBe(ids.length);
      steps.forEach((step, index) => {
        if (!step.when) return;
        const asked = steps.slice(0, index).find((one) => one.id === step.when?.step);
        expect(asked?.kind === 'enter' && asked.choices, `${id} ${step.id}`).toContain(
          step.when.value,
        );
      });
    }
  });

  it('can be walked from its first step to its last', () => {
    for (const checklist of checklists) {
      let progress = begin(checklist);
      let now = start;
      const found = new Map<AnyCheck, Proven>();
      for (let i = 0; i <= checklist.steps.length; i += 1) {
        const { current } = viewOf(checklist, progress, found, now);
        if (!current) break;
        const { step } = current;
        if (step.kind === 'check') found.set(step.check, proof(true, now));
        else if (step.kind === 'enter')
          progress = say(
            progress,
            step.id,
            step.choices?.[0] ?? (step.field === 'date' ? '2026-11-20' : '+85255550142'),
            now,
          );
        else progress = say(progress, step.id, '', now);
        if (step.kind === 'wait') now += step.lastsMs;
      }
      const view = viewOf(checklist, progress, found, now);
      expect([checklist.id, view.isFinished, view.current]).toEqual([checklist.id, true, null]);
      expect(view.doneCount).toBe(view.steps.length);
    }
  });
});

describe('a step', () => {
  it('that a machine proves is not ticked by hand', () => {
    const progress = say(begin(disconnect), 'draft', '', start);
    expect(states(disconnect, progress).draft).toEqual({ is: 'open' });
    expect(states(disconnect, progress, proofs(['draft-here', proof(false)])).draft).toMatchObject({
      is: 'refused',
      by: 'deskside',
    });
    expect(states(disconnect, progress, proofs(['draft-here', proof(true)])).draft).toEqual({
      is: 'done',
      by: 'deskside',
      at: start,
    });
  });

  it('that no machine can tell holds up nobody', () => {
    const checklist = checklistOf('can-this-number-be-used');
    const untold = { ...proof(false), word: 'cannot-tell' };
    const view = viewOf(checklist, begin(checklist), proofs(['number-known', untold]), start);
    expect(view.steps.find(({ step }) => step.id === 'not-known')?.state.is).toBe('untold');
    expect(view.doneCount).toBe(1);
  });

  it('that Meta tells of is done by its word, before its turn as well', () => {
    const told = proofs(['unlinked', proof(true, start - DAY, 'meta')]);
    const progress = begin(disconnect, { widget: 'w1', phone: 'yes' });
    expect(states(disconnect, progress, told).unlinked).toMatchObject({ is: 'done', by: 'meta' });
    expect(next(disconnect, progress, told)).toBe('configure');
  });

  it('answered with no, or wrongly, stays the one to look at', () => {
    const checklist = checklistOf('before-you-connect');
    const progress = say(begin(checklist), 'admin', 'no', start);
    expect(states(checklist, progress).admin).toMatchObject({ is: 'refused', by: 'person' });
    expect(next(checklist, progress)).toBe('admin');
    expect(next(checklist, say(progress, 'admin', 'yes', start))).toBe('way');
  });

  it('is there only where it applies', () => {
    const android = begin(free, { phone: 'android' });
    expect(states(free, android)).toHaveProperty('settings-android');
    expect(states(free, android)).not.toHaveProperty('settings-iphone');
    expect(states(free, begin(free))).not.toHaveProperty('settings-android');
  });

  it('that is patient holds up nothing, and is what is left at the end', () => {
    const here = ['widget', 'configure'].reduce(
      (p, id) => say(p, id, '', start),
      begin(disconnect),
    );
    const found = proofs(['draft-here', proof(true)]);
    expect(next(disconnect, here, found)).toBe('phone');
    const notOnPhone = say(here, 'phone', 'no', start);
    expect(next(disconnect, notOnPhone, found)).toBe('unsubscribed');
    expect(viewOf(disconnect, notOnPhone, found, start).isFinished).toBe(false);
  });
});

describe('a wait', () => {
  it('runs from when it was begun, whoever was there to see it', () => {
    const progress = say(begin(free), 'three-minutes', '', start);
    const at = (ms: number) => states(free, progress, none, start + ms)['three-minutes'];
    expect(at(MINUTE)).toEqual({ is: 'running', until: start + 3 * MINUTE });
    expect(at(3 * MINUTE)).toEqual({ is: 'done', by: 'clock', at: start + 3 * MINUTE });
    expect(at(DAY)).toEqual({ is: 'done', by: 'clock', at: start + 3 * MINUTE });
  });

  it('may count from a day that was entered', () => {
    const progress = begin(platform, { whose: 'other', 'last-paid-date': '2026-11-01' });
    const first = new Date(2026, 11, 1).getTime();
    const at = (now: number) => states(platform, progress, none, now)['thirty-days'];
    expect(at(start)).toEqual({ is: 'running', until: first });
    expect(at(first)).toMatchObject({ is: 'done', by: 'clock' });
  });
});

describe('progress', () => {
  const said = say(say(begin(free), 'number', '+852', start), 'consequences', '', start + 1);

  it('goes back one step, and remembers that it did', () => {
    const back = undo(said, 'consequences', start + 2);
    expect(Object.keys(back.entries)).toEqual(['number']);
    expect(back.history.map(({ what, step }) => `${what} ${step}`)).toEqual([
      'said number',
      'said consequences',
      'undone consequences',
    ]);
  });

  it('says nothing about another number than the one it was said about', () => {
    expect(undo(said, 'number', start + 2).entries).toEqual({});
  });

  it('starts over with the same subject, and looks at everything anew', () => {
    const again = restart(said, start + 5);
    expect(Object.keys(again.entries)).toEqual(['number']);
    expect(again).toMatchObject({ since: start + 5, startedAt: start + 5 });
    expect(again.history.at(-1)?.what).toBe('restarted');
    const webhook = checklistOf('connect-webhook');
    const fresh = restart(begin(webhook), start + 5);
    const old = proofs(['fields', proof(true, start)], ['challenge', proof(true, start, 'meta')]);
    expect(states(webhook, fresh, old)).toMatchObject({
      fields: { is: 'open' },
      challenge: { is: 'done', by: 'meta' },
    });
  });

  it('keeps a history that ends somewhere', () => {
    let long = begin(free);
    for (let i = 0; i < 500; i += 1) long = say(long, 'reason', String(i), start + i);
    expect(long.history).toHaveLength(200);
    expect(long.history.at(-1)?.value).toBe('499');
  });
});
