/**
 * What one admin has said, typed and begun in one checklist about one subject, as a row that outlives
 * the popup. Every change gives a new row, and a line in its history; nothing is forgotten by going
 * back.
 */
import * as z from 'zod/mini';
import { checklistOf } from './all.ts';
import type { ChecklistId, Step } from './model.ts';

/** When, and what was said, typed or chosen; empty where saying "done" is all there is to say. */
const Entry = z.object({ at: z.int(), value: z.string() });
export type Entry = z.infer<typeof Entry>;

const Line = z.object({
  at: z.int(),
  step: z.string(),
  what: z.enum(['said', 'undone', 'restarted']),
  value: z.string(),
});
export type HistoryLine = z.infer<typeof Line>;

export const Progress = z.object({
  id: z.string(),
  agentId: z.string(),
  checklistId: z.string(),
  /** `workspace`, or an id of its own: for a number, which is typed in the first step, and for each time
   * that something is done once more. */
  subject: z.string(),
  startedAt: z.int(),
  touchedAt: z.int(),
  /** Proofs from before this don't count: after a restart everything is looked at anew. */
  since: z.int(),
  entries: z.record(z.string(), Entry),
  history: z.array(Line),
});
export type Progress = z.infer<typeof Progress>;

const HISTORY_MAX = 200;

export const progressId = (agentId: string, checklistId: ChecklistId, subject: string): string =>
  `${agentId} ${checklistId} ${subject}`;

export const startProgress = (
  agentId: string,
  checklistId: ChecklistId,
  subject: string,
  entries: Readonly<Record<string, string>>,
  now: number,
): Progress => ({
  id: progressId(agentId, checklistId, subject),
  agentId,
  checklistId,
  subject,
  startedAt: now,
  touchedAt: now,
  since: 0,
  entries: Object.fromEntries(
    Object.entries(entries).map(([step, value]) => [step, { at: now, value }]),
  ),
  history: [],
});

const write = (progress: Progress, part: Partial<Progress>, line: HistoryLine): Progress => ({
  ...progress,
  ...part,
  touchedAt: line.at,
  history: [...progress.history, line].slice(-HISTORY_MAX),
});

export const say = (progress: Progress, step: string, value: string, now: number): Progress =>
  write(
    progress,
    { entries: { ...progress.entries, [step]: { at: now, value } } },
    { at: now, step, what: 'said', value },
  );

/** The step that says whom the whole checklist is about, where there is one. */
const subjectStep = (progress: Progress): Step | undefined => {
  const { subject, steps } = checklistOf(progress.checklistId as ChecklistId);
  return subject === 'workspace' ? undefined : steps[0];
};

/** Takes a step back. What was said about one number isn't said about another: changing the subject
 * takes everything back. */
export const undo = (progress: Progress, step: string, now: number): Progress => {
  const { [step]: gone, ...others } = progress.entries;
  return write(
    progress,
    { entries: step === subjectStep(progress)?.id ? {} : others },
    { at: now, step, what: 'undone', value: gone?.value ?? '' },
  );
};

/** From the first step, about the same subject. */
export const restart = (progress: Progress, now: number): Progress => {
  const id = subjectStep(progress)?.id;
  const entry = id ? progress.entries[id] : undefined;
  return write(
    progress,
    { entries: id && entry ? { [id]: entry } : {}, startedAt: now, since: now },
    { at: now, step: '', what: 'restarted', value: '' },
  );
};
