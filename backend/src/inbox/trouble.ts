/** What Meta's no means to whoever asked: a code of the contract, and what its sentence may name. */
import { AppError } from '../errors.ts';
import type { Problem, ProblemKind } from '../meta/problem.ts';

const answers: Record<ProblemKind, () => AppError> = {
  'token-wrong': () => new AppError(422, 'token-wrong', 'Meta doesn’t know this token (any more).'),
  'permission-missing': () =>
    new AppError(422, 'permission-missing', 'The token may not do what is needed.'),
  'account-foreign': () =>
    new AppError(422, 'account-foreign', 'The token can’t see an account with this id.'),
  gone: () => new AppError(422, 'number-gone', 'Meta has no such number for us (any more).'),
  'meta-silent': () => new AppError(503, 'meta-silent', 'Meta didn’t answer. Try again.'),
  'meta-busy': () => new AppError(503, 'meta-busy', 'Meta asks to wait. Try again in a minute.'),
  'meta-refused': () => new AppError(422, 'meta-refused', 'Meta refused.'),
};

export const troubleOf = ({ kind, code }: Problem, detail: Record<string, string> = {}): AppError =>
  answers[kind]().telling({ ...(code ? { code } : {}), ...detail });
