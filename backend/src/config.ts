/** The environment, read once. Every setting has a default that works on one's own machine. */
import { z } from 'zod';

const optional = z
  .string()
  .trim()
  .transform((text) => text || null)
  .nullable()
  .default(null);

const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((part) => part.trim() || []));

const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''));

const Environment = z.object({
  DESKSIDE_HOST: z.string().default('127.0.0.1'),
  DESKSIDE_PORT: z.coerce.number().int().min(0).max(65535).default(8787),
  DESKSIDE_DATABASE: z.string().default('data/deskside.db'),
  DESKSIDE_PUBLIC_URL: url.nullable().default(null),
  DESKSIDE_PAIRING_CODE: optional,
  DESKSIDE_PRACTICE: z.string().default('on'),
  META_APP_SECRET: list,
  META_VERIFY_TOKEN: optional,
  META_ACCESS_TOKEN: optional,
  META_GRAPH_URL: url.default('https://graph.facebook.com/v25.0'),
});

export interface Config {
  host: string;
  port: number;
  database: string;
  publicUrl: string | null;
  pairingCode: string | null;
  hasPractice: boolean;
  appSecrets: readonly string[];
  verifyToken: string | null;
  accessToken: string | null;
  graphUrl: string;
}

export const readConfig = (environment: Record<string, string | undefined>): Config => {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const names = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Error(`A setting can't be used. ${names.join('; ')}`);
  }
  const env = parsed.data;
  return {
    host: env.DESKSIDE_HOST,
    port: env.DESKSIDE_PORT,
    database: env.DESKSIDE_DATABASE,
    publicUrl: env.DESKSIDE_PUBLIC_URL,
    pairingCode: env.DESKSIDE_PAIRING_CODE,
    hasPractice: env.DESKSIDE_PRACTICE !== 'off',
    appSecrets: env.META_APP_SECRET,
    verifyToken: env.META_VERIFY_TOKEN,
    accessToken: env.META_ACCESS_TOKEN,
    graphUrl: env.META_GRAPH_URL,
  };
};
