import type { output, ZodMiniType } from 'zod/mini';
import { AppError } from '../errors.ts';
import type { AppContext } from './context.ts';

/** The body, parsed at the border: whatever leaves here has the schema's type. */
export const readJson = async <S extends ZodMiniType>(
  c: AppContext,
  schema: S,
): Promise<output<S>> => {
  const body = await readUnknown(c);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError(400, 'bad-request', `${issue?.path.join('.') || 'body'}: ${issue?.message}`);
};

export const readUnknown = async (c: AppContext): Promise<unknown> => {
  try {
    return await c.req.json();
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new AppError(400, 'bad-request', 'The body isn’t JSON.');
    throw error;
  }
};
