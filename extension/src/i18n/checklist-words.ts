/** The shape of a checklist's words, the same in every language. */
import type { ChecklistId } from '@deskside/shared/checklists/model';

/** What a line may name. */
export interface About {
  /** What our app is called at Meta, and so on the phone. */
  app: string;
  /** The widget's name, and the number as people write it. */
  name: string;
  phone: string;
}
export type Line = string | ((about: About) => string);

export interface StepWords {
  title: Line;
  text?: Line;
  /** The way to it, in the other program's own words. */
  path?: readonly string[];
  /** What stands on the thing to press, for the drawing. */
  pick?: Line;
  /** What to do after a "no". */
  no?: string;
  choices?: Readonly<Record<string, string>>;
  /** What to do after a choice that leads elsewhere. */
  wrong?: Readonly<Record<string, string>>;
}

export interface ChecklistWords {
  title: string;
  /** With its subject, once there is one. */
  titleOf: (about: About) => string;
  /** What it is for, in a line. */
  text: string;
  done: string;
  steps: Readonly<Record<string, StepWords>>;
}
export type AllChecklistWords = Readonly<Record<ChecklistId, ChecklistWords>>;

export const lineOf = (line: Line, about: About): string =>
  typeof line === 'string' ? line : line(about);
