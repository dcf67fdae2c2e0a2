/**
 * One line of JSON per business event, with ids only: never a text, a name, a number or a token.
 * Each part of the server has its own voice, so that a line says where it comes from.
 */
import { type Logger, pino } from 'pino';

const areas = ['server', 'http', 'webhook', 'reply', 'stream', 'practice'] as const;
export type Log = Record<(typeof areas)[number], Logger>;

export const createLog = (level: string): Log => {
  const root = pino({ level, base: null, serializers: { error: pino.stdSerializers.err } });
  return Object.fromEntries(areas.map((area) => [area, root.child({ area })])) as Log;
};
