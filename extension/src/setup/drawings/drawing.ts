/** What a step's drawing shows, as data; parts.tsx draws it. The label on the thing to press comes from
 * the step's words, so that it is in the reader's language. */
export type Drawing =
  /** A phone: a list with one row to choose, a button at the foot, a box to type in, or a question. */
  | { on: 'phone'; target: 'row' | 'foot' | 'field' | 'corner' | 'dialog' | 'empty'; row?: number }
  /** A page of Meta's in a browser. */
  | { on: 'page'; target: 'nav' | 'row' | 'button' | 'corner' | 'field' }
  /** Deskside itself. */
  | { on: 'deskside'; target: 'button' | 'chip' | 'switch' | 'form' | 'choice' }
  /** Two ends and what goes between them; it has arrived, or is on its way. */
  | {
      on: 'line';
      from: 'meta' | 'phone' | 'us';
      to: 'us' | 'meta' | 'both';
      mark: 'key' | 'tick' | 'text';
    }
  | { on: 'timer' }
  | { on: 'number'; target: 'country' | 'whole' | 'short' | 'kind' }
  | { on: 'paper'; target: 'list' | 'ticks' | 'warning' | 'person' | 'calendar' };
