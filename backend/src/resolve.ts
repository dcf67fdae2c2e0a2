/**
 * A start is mostly Node looking for five hundred modules. Between ES modules an import that begins
 * with a dot names its file whole, so Node needn't ask the disk whether it is there, what it really is
 * called, and which package it belongs to: a fifth of a start goes with that. What CommonJS asks for,
 * and every package's own door, is still found by Node.
 */
import { registerHooks } from 'node:module';

const FORMATS: Record<string, string | undefined> = { '.js': 'module', '.ts': 'module-typescript' };

/** From this module on, and from what it leads to. */
export const takeImportsByName = (from: string): void => {
  // Beside an ES module of a package lie only such; a wrapper around CommonJS (.mjs) is none of these.
  const modules = new Set<string | undefined>([from]);
  registerHooks({
    resolve: (specifier, context, next) => {
      const { parentURL } = context;
      const format = FORMATS[specifier.slice(-3)];
      if (format && specifier.startsWith('.') && modules.has(parentURL)) {
        const { href: url } = new URL(specifier, parentURL);
        modules.add(url);
        return { url, format, shortCircuit: true };
      }
      const found = next(specifier, context);
      if (found.format?.startsWith('module') && !found.url.endsWith('.mjs')) modules.add(found.url);
      return found;
    },
  });
};
