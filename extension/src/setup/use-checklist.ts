/** One checklist as it stands now: what was said, what was proved, and what follows. */
import { checklistOf } from '@deskside/shared/checklists/all';
import { type View, viewOf } from '@deskside/shared/checklists/engine';
import type { ChecklistId, Step } from '@deskside/shared/checklists/model';
import type { Progress } from '@deskside/shared/checklists/progress';
import type { Widget } from '@deskside/shared/models';
import { useEffect, useRef } from 'preact/hooks';
import { useLive, useNow } from '../live.ts';
import { readChecklist } from '../queries.ts';
import { useInbox } from '../ui/context.ts';
import { useSetup } from './context.ts';
import { askedOf, proofsOf, widgetOf } from './proofs.ts';
import { useJudge } from './use-setup.ts';

export interface Shown {
  progress: Progress;
  widgets: readonly Widget[];
  widget: Widget | undefined;
  view: View;
}

const SECOND = 1_000;
const CALM = 20 * SECOND;

/** Null when there is no such checklist, undefined while nobody knows yet. */
export const useChecklist = (id: ChecklistId, subject: string): Shown | null | undefined => {
  const { local, pairing } = useInbox();
  const agentId = pairing.agent.id;
  const found = useLive(local.db, (db) => readChecklist(db, agentId, id, subject), [id, subject]);
  const judge = useJudge();
  const isTiming = useRef(false);
  const now = useNow(isTiming.current ? SECOND : CALM);
  if (!found) return found;
  const checklist = checklistOf(id);
  const { progress, widgets, proofs } = found;
  const widget = widgetOf(progress, widgets);
  const known = proofsOf(checklist, progress, widget, proofs, judge, now);
  const view = viewOf(checklist, progress, known, Math.max(now, progress.touchedAt));
  isTiming.current = view.steps.some(({ state }) => state.is === 'running');
  return { progress, widgets, widget, view };
};

const isBefore = ({ steps, current }: View, step: Step): boolean =>
  !current || steps.findIndex((one) => one.step === step) < steps.indexOf(current);

/**
 * Asks the server by itself for what the checklist waits for: once when a step comes up or the page
 * opens, and again when the widget it is about has changed. What is found arrives by the stream.
 */
export const useAsking = (shown: Shown | null | undefined): void => {
  const { actions } = useSetup();
  const asked = useRef(new Set<string>());
  useEffect(() => {
    if (!shown) return;
    const { progress, widget, view } = shown;
    for (const { step, state } of view.steps) {
      if (step.kind !== 'check' || state.is === 'done') continue;
      // What comes later is asked for when it is its turn.
      if (step !== view.current?.step && !(step.isPatient && isBefore(view, step))) continue;
      const request = askedOf(step, progress, widget);
      if (!request) continue;
      const change = [widget?.draftReason, widget?.unsubscribe, progress.since].join();
      const key = `${request.check} ${request.subject} ${change}`;
      if (asked.current.has(key)) continue;
      asked.current.add(key);
      // A server that can't be reached says so when the person asks.
      void actions.check(request.check, request.subject);
    }
  });
};
