/** What the words of a checklist may name, as far as it is known. */
import type { Progress } from '@deskside/shared/checklists/progress';
import type { Widget } from '@deskside/shared/models';
import type { About, ChecklistWords } from '../../i18n/checklist-words.ts';
import { type Setup, useSetup } from '../context.ts';
import { useList } from './use-list.ts';

export const aboutOf = (
  { words, info, written }: Setup,
  progress: Progress | undefined,
  widget: Widget | undefined,
): About => ({
  app: info?.appName ?? words.ui.yourApp,
  name: widget?.name ?? words.ui.theWidget,
  phone: written(widget?.phone ?? progress?.entries.number?.value ?? words.ui.theNumber),
});

/** With its subject, once that is known. */
export const titleOf = (
  { title, titleOf: named }: ChecklistWords,
  about: About,
  progress: Progress,
  widget: Widget | undefined,
): string => (widget || progress.entries.number ? named(about) : title);

export const useAbout = (): About => {
  const { progress, widget } = useList();
  return aboutOf(useSetup(), progress, widget);
};
