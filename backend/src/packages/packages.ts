/** The two built extensions as downloads. They are built beside the server (npm start does), and may be
 * missing: then the page says so instead of offering what isn't there. */
import { existsSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { zip } from './zip.ts';

export const packages = {
  'deskside-chrome.zip': 'chrome-mv3',
  'deskside-firefox.zip': 'firefox-mv3',
} as const;
export type PackageName = keyof typeof packages;

export const isPackage = (name: string): name is PackageName => name in packages;

const manifestOf = (folder: string, name: PackageName) =>
  join(folder, packages[name], 'manifest.json');

export const isBuilt = (folder: string, name: PackageName): boolean =>
  existsSync(manifestOf(folder, name));

const made = new Map<string, { at: number; bytes: Promise<Buffer> }>();

/** Packed once for each build, when somebody first asks. */
export const packageOf = (folder: string, name: PackageName): Promise<Buffer> => {
  const manifest = manifestOf(folder, name);
  const at = statSync(manifest).mtimeMs;
  const known = made.get(manifest);
  if (known?.at === at) return known.bytes;
  const bytes = pack(join(folder, packages[name]));
  made.set(manifest, { at, bytes });
  // What failed is tried again by whoever asks next.
  bytes.catch(() => made.delete(manifest));
  return bytes;
};

const pack = async (folder: string): Promise<Buffer> => {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found.flatMap((one) => (one.isFile() ? join(one.parentPath, one.name) : [])).sort();
  return zip(
    await Promise.all(
      paths.map(async (path) => ({
        name: relative(folder, path).split(sep).join('/'),
        bytes: await readFile(path),
      })),
    ),
  );
};
