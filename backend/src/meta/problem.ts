/**
 * Why Meta didn't do what it was asked, in few kinds: each is another sentence, with another thing to do.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
import * as z from 'zod/mini';
import type { Answer } from './call.ts';

export type ProblemKind =
  | 'token-wrong'
  | 'permission-missing'
  | 'account-foreign'
  | 'gone'
  | 'meta-silent'
  | 'meta-busy'
  | 'meta-refused';

export interface Problem {
  kind: ProblemKind;
  /** Meta's own code, or the status of an answer without one. */
  code: string;
}

export type Result<T> = { isOk: true; value: T } | { isOk: false; problem: Problem };

export const ok = <T>(value: T): Result<T> => ({ isOk: true, value });
export const fail = (kind: ProblemKind, code = ''): { isOk: false; problem: Problem } => ({
  isOk: false,
  problem: { kind, code },
});

const Refused = z.looseObject({ error: z.looseObject({ code: z.number() }) });

export const refusalOf = (body: unknown): number | null => {
  const refused = Refused.safeParse(body);
  return refused.success ? refused.data.error.code : null;
};

/** Rates and maintenance: Meta says try again. */
export const laterCodes: ReadonlySet<number> = new Set([4, 80007, 130429, 131056, 131057, 2494100]);
const busyCodes = new Set([1, 2, 131000, 131016, 133004, ...laterCodes]);

const kindOf = (code: number): ProblemKind => {
  if (code === 0 || code === 104 || code === 190) return 'token-wrong';
  if (code === 3 || code === 10 || code === 131005 || (code >= 200 && code <= 299))
    return 'permission-missing';
  if (busyCodes.has(code)) return 'meta-busy';
  return code === 33 ? 'gone' : 'meta-refused';
};

/** The answer in the shape that was expected, or what was wrong with it. */
export const resultOf = <S extends z.ZodMiniType>(
  answer: Answer,
  schema: S,
): Result<z.infer<S>> => {
  if (answer.kind !== 'answered') return fail('meta-silent', answer.kind);
  const code = refusalOf(answer.body);
  if (code !== null) return fail(kindOf(code), String(code));
  const parsed = schema.safeParse(answer.body);
  if (answer.status >= 200 && answer.status < 300 && parsed.success) return ok(parsed.data);
  // A page of a proxy, a gateway's error: somebody answered, and it wasn't Meta's Graph.
  return fail('meta-silent', String(answer.status));
};

/** Asked about something by its id, Meta says "no such thing, or not for you" with one code (100). */
export const readAs = <T>(result: Result<T>, kind: ProblemKind): Result<T> =>
  !result.isOk && (result.problem.code === '100' || result.problem.kind === 'gone')
    ? fail(kind, result.problem.code)
    : result;
