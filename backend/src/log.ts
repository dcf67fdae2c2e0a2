/**
 * One line of JSON per business event, with ids only: never a text, a name, a number or a token.
 * Each part of the server has its own voice, so that a line says where it comes from.
 */
import { type Logger, pino } from 'pino';

const areas = ['server', 'http', 'webhook', 'reply', 'stream', 'practice'] as const;
export type Log = Record<(typeof areas)[number], Logger>;

export const createLog = (level: string): Log => {
  const root = pino({ level, base: null, serializers: { error: toldOf } });
  return Object.fromEntries(areas.map((area) => [area, root.child({ area })])) as Log;
};

/** Of an error only what is never anybody's words: what Postgres refuses it tells whole, row and all. */
export const toldOf = (error: unknown) => {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack } = error;
  const { code, table, constraint } = error as {
    code?: unknown;
    table?: unknown;
    constraint?: unknown;
  };
  return { type: name, message, stack, code, table, constraint };
};
