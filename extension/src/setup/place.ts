/** Where somebody is in the setup, as a path that survives the popup: written down, it is the address. */
import { isChecklistId } from '@deskside/shared/checklists/all';
import type { ChecklistId } from '@deskside/shared/checklists/model';

export type Place =
  | { at: 'home' }
  | { at: 'widget'; widgetId: string }
  | { at: 'checklist'; id: ChecklistId; subject: string }
  /** A checklist that goes on if it was begun; the widget's id is empty where it is about none. */
  | { at: 'begin'; id: ChecklistId; widgetId: string };

export const pathOf = (place: Place): string => {
  if (place.at === 'home') return '';
  const { at } = place;
  const parts =
    at === 'widget'
      ? [at, place.widgetId]
      : [at, place.id, at === 'begin' ? place.widgetId : place.subject];
  return parts.map(encodeURIComponent).join('/');
};

/** A path of another version, or one that somebody typed, leads home. */
export const placeOf = (path: string): Place => {
  let parts: string[];
  try {
    parts = path.split('/').map(decodeURIComponent);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return { at: 'home' };
  }
  const [room, first = '', second = ''] = parts;
  if (room === 'widget' && first) return { at: 'widget', widgetId: first };
  if (room === 'checklist' && isChecklistId(first) && second)
    return { at: 'checklist', id: first, subject: second };
  if (room === 'begin' && isChecklistId(first)) return { at: 'begin', id: first, widgetId: second };
  return { at: 'home' };
};
