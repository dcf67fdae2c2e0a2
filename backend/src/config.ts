/** The environment, read once. Every setting has a default that works on one's own machine. */
import * as z from 'zod/mini';

/** A secret or a code; nothing but spaces is nothing. */
const optional = z.pipe(
  z._default(z.string(), ''),
  z.transform((text) => text.trim() || null),
);

const list = z.pipe(
  z._default(z.string(), ''),
  z.transform((text) => text.split(',').flatMap((part) => part.trim() || [])),
);

const url = z.pipe(
  z.url({ protocol: /^https?$/ }),
  z.transform((text) => text.replace(/\/+$/, '')),
);

const port = z.pipe(z.transform(Number), z.int().check(z.minimum(0), z.maximum(65_535)));

const Environment = z.object({
  DESKSIDE_HOST: z._default(z.string(), '127.0.0.1'),
  DESKSIDE_PORT: z.prefault(port, '8787'),
  DESKSIDE_DATABASE: z._default(z.string(), 'data/deskside.db'),
  DESKSIDE_PUBLIC_URL: z._default(z.nullable(url), null),
  DESKSIDE_PAIRING_CODE: optional,
  DESKSIDE_SECRET: optional,
  DESKSIDE_PRACTICE: z._default(z.string(), 'on'),
  META_APP_SECRET: list,
  META_VERIFY_TOKEN: optional,
  META_APP_ID: optional,
  META_ACCESS_TOKEN: optional,
  META_SIGNUP_CONFIG_ID: optional,
  META_GRAPH_URL: z.prefault(url, 'https://graph.facebook.com/v25.0'),
});

export interface Config {
  host: string;
  port: number;
  database: string;
  publicUrl: string | null;
  pairingCode: string | null;
  /** Seals what admins enter; null for a key of our own beside the database. */
  secret: string | null;
  hasPractice: boolean;
  appSecrets: readonly string[];
  verifyToken: string | null;
  appId: string | null;
  accessToken: string | null;
  signupConfigId: string | null;
  graphUrl: string;
}

export const readConfig = (environment: Record<string, string | undefined>): Config => {
  // An empty variable, as files of settings have them, is one that isn't set.
  const isSet = ([, value]: [string, string | undefined]) =>
    value !== undefined && value.trim() !== '';
  const given = Object.fromEntries(Object.entries(environment).filter(isSet));
  const parsed = Environment.safeParse(given);
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
    secret: env.DESKSIDE_SECRET,
    hasPractice: env.DESKSIDE_PRACTICE !== 'off',
    appSecrets: env.META_APP_SECRET,
    verifyToken: env.META_VERIFY_TOKEN,
    appId: env.META_APP_ID,
    accessToken: env.META_ACCESS_TOKEN,
    signupConfigId: env.META_SIGNUP_CONFIG_ID,
    graphUrl: env.META_GRAPH_URL,
  };
};
