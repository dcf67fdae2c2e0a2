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

/** The raw bytes, straight from the socket: a web stream in between costs as much as all the rest of a
 * small delivery. Whoever sends too much is refused as soon as that shows, whatever the header says. */
export const readBytes = async (c: AppContext, max: number): Promise<Buffer> => {
  const { incoming } = c.env;
  // Made only when needed: an error takes its stack along, which costs more than reading does.
  const tooLarge = () => new AppError(413, 'too-large', `A body has at most ${max / 2 ** 20} MB.`);
  if (Number(incoming.headers['content-length'] ?? 0) > max) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  let isWhole = false;
  return new Promise((resolve, reject) => {
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= max) chunks.push(chunk);
      else reject(tooLarge());
    });
    incoming.once('end', () => {
      isWhole = true;
      const [only] = chunks;
      resolve(only && chunks.length === 1 ? only : Buffer.concat(chunks));
    });
    // Gone before the end: there is nobody left to answer.
    incoming.once('close', () => {
      if (!isWhole) reject(new AppError(400, 'bad-request', 'The body broke off.'));
    });
  });
};
