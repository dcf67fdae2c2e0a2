/**
 * What a checklist is: data. The words live in the extension by the ids that stand here, the engine
 * says how things stand, and nothing here knows how a screen looks.
 */
import type { CheckName } from '../proofs.ts';

/** Who or what a checklist is about. One about a number or a widget may run for several at once. */
export type SubjectKind = 'workspace' | 'widget' | 'number';

/** What a machine can find out. Those of a typed number are judged where it is typed, and whether a
 * widget is enabled stands in its row; the server is asked for all others. */
export type NumberCheck = 'number-country' | 'number-short-code' | 'number-valid' | 'number-kind';
export type RowCheck = 'widget-enabled';
export type AnyCheck = NumberCheck | RowCheck | CheckName;

/** What a step offers to do right there, besides proving it. */
export type Act =
  | 'disconnect'
  | 'configure'
  | 'subscribe-app'
  | 'subscribe-fields'
  | 'fetch-contacts'
  | 'set-override'
  | 'webhook'
  | 'enable'
  | 'review'
  | 'secrets';

/** Meta's page that a step speaks of. */
export type MetaPage = 'people' | 'payments' | 'accounts' | 'manager' | 'apps';

export type ChecklistId =
  | 'before-you-connect'
  | 'can-this-number-be-used'
  | 'export-chats'
  | 'delete-app-account'
  | 'delete-from-business-account'
  | 'connect-webhook'
  | 'add-widget'
  | 'configure-widget'
  | 'disconnect'
  | 'move-provider';

/** Another step's answer on which this one hangs. A step whose condition doesn't hold isn't there. */
export interface Condition {
  step: string;
  value: string;
}

interface Common {
  id: string;
  when?: Condition;
  page?: MetaPage;
  act?: Act;
  /** Checklists that help with it, or that a "no" leads to. */
  opens?: readonly ChecklistId[];
  /** It may stay open for a while without holding up what comes after it. */
  isPatient?: true;
}

/** A person says so; where it is asked as a question, a "no" is remembered and leads elsewhere. */
export interface DoStep extends Common {
  kind: 'do';
  asks?: true;
}

/** A machine proves it, again whenever it is asked. Never ticked by hand. */
export interface CheckStep extends Common {
  kind: 'check';
  check: AnyCheck;
  /** Meta tells us of it by itself, so there is nothing to do but wait. */
  isTold?: true;
  /** What it is found to be where no machine can tell: then nobody waits for it. */
  untold?: string;
}

export type Form =
  | 'signup'
  | 'account'
  | 'practice'
  | 'appearance'
  | 'behaviour'
  | 'advanced'
  | 'widget';

/** Something is typed or chosen, and judged at once. `wrong` are answers that lead elsewhere. */
export interface EnterStep extends Common {
  kind: 'enter';
  field: 'number' | 'any-number' | 'date' | 'choice' | Form;
  choices?: readonly string[];
  wrong?: readonly string[];
}

/** Time must pass: so long from when it is begun, or so long after a day that was entered. */
export interface WaitStep extends Common {
  kind: 'wait';
  lastsMs: number;
  after?: string;
}

export type Step = DoStep | CheckStep | EnterStep | WaitStep;

export interface Checklist {
  id: ChecklistId;
  subject: SubjectKind;
  steps: readonly Step[];
}
