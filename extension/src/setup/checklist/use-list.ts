/** What the steps of one checklist may use: how it stands, and how to say something in it. */
import type { Progress } from '@deskside/shared/checklists/progress';
import type { Widget } from '@deskside/shared/models';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Place } from '../place.ts';

export interface List {
  progress: Progress;
  widgets: readonly Widget[];
  widget: Widget | undefined;
  say: (step: string, value: string) => void;
  /** Says whom it is about; another checklist about the same may go on instead. */
  saySubject: (step: string, value: string) => void;
  undo: (step: string) => void;
  open: (checklist: Extract<Place, { at: 'checklist' }>['id'], widget?: Widget) => void;
}

export const ListContext = createContext<List | null>(null);

export const useList = (): List => {
  const list = useContext(ListContext);
  if (!list) throw new Error('This view stands outside a checklist.');
  return list;
};
