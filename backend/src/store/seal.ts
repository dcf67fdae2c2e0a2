/**
 * Seals what admins enter, so that a copy of the database gives nobody a token: AES-256-GCM, with the
 * secret's name sealed in, so that one can't be put in another's place. The key is made from
 * DESKSIDE_SECRET, or is a file of our own beside the database that only its owner may read.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scryptSync } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Seal {
  close: (name: string, text: string) => string;
  /** Null when it was sealed with another key, or has been changed. */
  open: (name: string, sealed: string) => string | null;
}

const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

const fromFile = (path: string): Buffer => {
  mkdirSync(dirname(path), { recursive: true });
  try {
    // Of two servers that start at once, one makes it and the other reads it.
    writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
};

/** Where the key of our own lies. A database elsewhere has no beside; then it is the working folder. */
const keyPath = (database: string): string =>
  /^postgres(ql)?:/.test(database) ? 'data/deskside.key' : `${database}.key`;

const makeKey = (secret: string | null, database: string): Buffer => {
  if (secret !== null) return scryptSync(secret, 'deskside', 32);
  const raw = database === ':memory:' ? randomBytes(32) : fromFile(keyPath(database));
  return Buffer.from(hkdfSync('sha256', raw, 'deskside', 'secrets', 32));
};

/** The key is made when it is first needed: making it is slow, and most starts seal nothing. */
export const openSeal = (secret: string | null, database: string): Seal => {
  let made: Buffer | undefined;
  const key = () => {
    made ??= makeKey(secret, database);
    return made;
  };
  return {
    close: (name, text) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key(), iv).setAAD(Buffer.from(name));
      const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      const whole = Buffer.concat([iv, cipher.getAuthTag(), data]);
      return `${VERSION}.${whole.toString('base64url')}`;
    },
    open: (name, sealed) => {
      const [version, text = ''] = sealed.split('.');
      const whole = Buffer.from(text, 'base64url');
      if (version !== VERSION || whole.length < IV_BYTES + TAG_BYTES) return null;
      const decipher = createDecipheriv('aes-256-gcm', key(), whole.subarray(0, IV_BYTES))
        .setAAD(Buffer.from(name))
        .setAuthTag(whole.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const data = decipher.update(whole.subarray(IV_BYTES + TAG_BYTES));
      try {
        return Buffer.concat([data, decipher.final()]).toString('utf8');
      } catch (error) {
        if (error instanceof Error) return null;
        throw error;
      }
    },
  };
};
