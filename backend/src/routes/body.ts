import type { output, ZodMiniType } from 'zod/mini';
import { AppError } from '../errors.ts';
import { clean } from '../meta/clean.ts';
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
    // What no database keeps is taken out here, wherever it stands.
    return JSON.parse(await c.req.text(), (_name, part: unknown) =>
      typeof part === 'string' ? clean(part) : part,
    ) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new AppError(400, 'bad-request', 'The body isn’t JSON.');
    throw error;
  }
};

/** So much of unfinished bodies is held at once. */
const HELD_MAX = 160 * 2 ** 20;

interface Reading {
  size: number;
  cut: () => void;
}
/** In the order in which they began. */
const readings = new Set<Reading>();
let held = 0;

const leave = (reading: Reading): void => {
  if (readings.delete(reading)) held -= reading.size;
};

/** Meta's bodies are whole within moments. Whoever fills the memory with bodies that never end is the first
 * to be cut off, and whoever is honest is told to come again. */
const makeRoom = (): void => {
  for (const reading of readings) {
    if (held <= HELD_MAX) return;
    leave(reading);
    reading.cut();
  }
};

/** The raw bytes, straight from the socket: a web stream in between costs as much as all the rest of a
 * small delivery. Whoever sends too much is refused as soon as that shows, whatever the header says. */
export const readBytes = async (c: AppContext, max: number): Promise<Buffer> => {
  const { incoming } = c.env;
  // Made only when needed: an error takes its stack along, which costs more than reading does.
  const tooLarge = () => new AppError(413, 'too-large', `A body has at most ${max / 2 ** 20} MB.`);
  if (Number(incoming.headers['content-length'] ?? 0) > max) throw tooLarge();
  let chunks: Buffer[] = [];
  let isWhole = false;
  return new Promise((resolve, reject) => {
    const reading: Reading = {
      size: 0,
      cut: () => {
        chunks = [];
        reject(new AppError(503, 'unavailable', 'Too much is on its way. Try again later.'));
      },
    };
    readings.add(reading);
    incoming.on('data', (chunk: Buffer) => {
      if (!readings.has(reading)) return;
      reading.size += chunk.length;
      held += chunk.length;
      chunks.push(chunk);
      if (reading.size > max) {
        leave(reading);
        chunks = [];
        reject(tooLarge());
      } else if (held > HELD_MAX) makeRoom();
    });
    incoming.once('end', () => {
      isWhole = true;
      leave(reading);
      const [only] = chunks;
      resolve(only && chunks.length === 1 ? only : Buffer.concat(chunks));
    });
    // Gone before the end: there is nobody left to answer.
    incoming.once('close', () => {
      leave(reading);
      if (!isWhole) reject(new AppError(400, 'bad-request', 'The body broke off.'));
    });
  });
};
