/**
 * A start is mostly Node looking for five hundred modules. Between ES modules an import that begins
 * with a dot names its file whole, so Node needn't ask the disk whether it is there, what it really is
 * called, and which package it belongs to. A package's own door is found by Node, once for all of our
 * modules that go through it. A quarter of a start goes with both. What CommonJS asks for is Node's.
 */
import { type ResolveFnOutput, registerHooks } from 'node:module';

const FORMATS: Record<string, string | undefined> = { '.js': 'module', '.ts': 'module-typescript' };

/** Which of our packages a module lies in: the same name may be another door for each. */
const homeOf = (url: string): string => url.slice(0, url.lastIndexOf('/src/'));

/** From this module on, and from what it leads to. */
export const takeImportsByName = (from: string): void => {
  // Beside an ES module of a package lie only such; a wrapper around CommonJS (.mjs) is none of these.
  const modules = new Set([from]);
  const doors = new Map<string, ResolveFnOutput>();
  registerHooks({
    resolve: (specifier, context, next) => {
      const { parentURL = '' } = context;
      const isRelative = specifier.startsWith('.');
      const format = FORMATS[specifier.slice(-3)];
      if (isRelative && format && modules.has(parentURL)) {
        const { href: url } = new URL(specifier, parentURL);
        modules.add(url);
        return { url, format, shortCircuit: true };
      }
      const door = !isRelative && parentURL.endsWith('.ts') && `${homeOf(parentURL)} ${specifier}`;
      const known = door && doors.get(door);
      if (known) return known;
      const found = next(specifier, context);
      if (door) doors.set(door, { ...found, shortCircuit: true });
      if (found.format?.startsWith('module') && !found.url.endsWith('.mjs')) modules.add(found.url);
      return found;
    },
  });
};
