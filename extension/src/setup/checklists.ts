/** Checklists as they stand in the local copy: begun, changed, found again. */
import { checklistOf } from '@deskside/shared/checklists/all';
import type { ChecklistId } from '@deskside/shared/checklists/model';
import { type Progress, restart, say, startProgress } from '@deskside/shared/checklists/progress';
import { newId } from '@deskside/shared/ids';
import type { Widget } from '@deskside/shared/models';
import type { LocalDb } from '../db.ts';
import type { Place } from './place.ts';
import { widgetOf } from './proofs.ts';

export type Change = (progress: Progress, now: number) => Progress;

/** Two pages may change one checklist at once: each change is made to the row as it is now. */
export const changeProgress = (db: LocalDb, id: string, change: Change): Promise<void> =>
  db.transaction('rw', db.checklists, async () => {
    const progress = await db.checklists.get(id);
    if (progress) await db.checklists.put(change(progress, Date.now()));
  });

export const removeProgress = (db: LocalDb, id: string): Promise<void> => db.checklists.delete(id);

/** What is known from the start: the widget, its number, whether the phone has it too. */
const knownOf = (id: ChecklistId, widget: Widget): Record<string, string> => {
  const { subject } = checklistOf(id);
  if (subject === 'workspace') return {};
  if (subject === 'number')
    return {
      number: widget.phone,
      ...(id === 'delete-from-business-account' ? { whose: 'ours' } : {}),
    };
  return { widget: widget.id, ...(id === 'disconnect' ? sideOf(widget) : {}) };
};

const sideOf = ({ isOnPhone }: Widget): Record<string, string> =>
  isOnPhone === null ? {} : { phone: isOnPhone ? 'yes' : 'no' };

/** The webhook is one for all numbers, and tried with one of them: the one whose page led here. */
const triedWith = (id: ChecklistId, widget: Widget | undefined): Record<string, string> => {
  if (id !== 'connect-webhook' || !widget) return {};
  return widget.isPractice ? { with: 'practice' } : { with: 'real', widget: widget.id };
};

/** Those of one checklist, the latest first. */
const mineOf = async (db: LocalDb, agentId: string, id: ChecklistId): Promise<Progress[]> => {
  const mine = await db.checklists.where({ agentId }).toArray();
  return mine
    .filter(({ checklistId }) => checklistId === id)
    .sort((a, b) => b.touchedAt - a.touchedAt);
};

/** Begun anew for every number, though nobody knows at first which. */
const isForNew = (id: ChecklistId) => id === 'add-widget';

export const mayRepeat = (id: ChecklistId): boolean =>
  isForNew(id) || checklistOf(id).subject !== 'workspace';

/** Its widget has been set up. What becomes of that later doesn't call the adding back. */
const isOver = (progress: Progress, widgets: readonly Widget[]): boolean => {
  const widget = widgetOf(progress, widgets);
  return widget !== undefined && widget.draftReason !== 'new';
};

const subjectOf = (id: ChecklistId, { entries }: Progress): string | undefined =>
  entries[checklistOf(id).subject]?.value;

/** Goes on where it was left, or begins it. Answers with its place. */
export const openChecklist = (
  db: LocalDb,
  agentId: string,
  id: ChecklistId,
  widget?: Widget,
): Promise<Place> =>
  db.transaction('rw', db.checklists, db.widgets, async () => {
    const isForAll = checklistOf(id).subject === 'workspace';
    const known = widget ? knownOf(id, widget) : {};
    const wanted = known[checklistOf(id).subject];
    const mine = await mineOf(db, agentId, id);
    const widgets = isForNew(id) ? await db.widgets.toArray() : [];
    const same = isForAll
      ? mine.find((one) => !isForNew(id) || !isOver(one, widgets))
      : mine.find((one) => subjectOf(id, one) === wanted);
    const now = Date.now();
    const subject = same?.subject ?? (isForAll && mine.length === 0 ? 'workspace' : newId());
    const begun = same ?? startProgress(agentId, id, subject, known, now);
    const told = sayAll(begun, triedWith(id, widget), now);
    if (told !== same) await db.checklists.put(told);
    return { at: 'checklist', id, subject };
  });

/** Says what isn't said so already. */
const sayAll = (progress: Progress, known: Readonly<Record<string, string>>, now: number) =>
  Object.entries(known)
    .filter(([step, value]) => progress.entries[step]?.value !== value)
    .reduce((row, [step, value]) => say(row, step, value, now), progress);

/** Says whom it is about. Where a checklist about the same has been begun already, that one goes on,
 * and this one, which knows nothing yet, makes room. */
export const saySubject = (
  db: LocalDb,
  progress: Progress,
  step: string,
  value: string,
  more: Readonly<Record<string, string>>,
): Promise<Place> =>
  db.transaction('rw', db.checklists, async () => {
    const id = progress.checklistId as ChecklistId;
    const mine = await mineOf(db, progress.agentId, id);
    const same = mine.find((one) => one.id !== progress.id && one.entries[step]?.value === value);
    if (same) {
      await db.checklists.delete(progress.id);
      return { at: 'checklist', id, subject: same.subject };
    }
    const now = Date.now();
    const said = Object.entries(more).reduce(
      (row, [name, known]) => say(row, name, known, now),
      say(progress, step, value, now),
    );
    await db.checklists.put(said);
    return { at: 'checklist', id, subject: progress.subject };
  });

/** What follows from the widget that was chosen, or that has this number. */
export const followsFrom = (
  id: ChecklistId,
  widget: Widget | undefined,
): Record<string, string> => {
  if (!widget) return {};
  const { number: _, widget: __, ...more } = knownOf(id, widget);
  return more;
};

export const restartProgress = (db: LocalDb, id: string) => changeProgress(db, id, restart);

/** The same, for a link that knows the widget by its id alone. */
export const beginChecklist = async (
  db: LocalDb,
  agentId: string,
  id: ChecklistId,
  widgetId: string,
): Promise<Place> => openChecklist(db, agentId, id, await db.widgets.get(widgetId));
