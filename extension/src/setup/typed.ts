/**
 * What stands half-typed in the setup's forms. A popup closes whenever one clicks elsewhere, so it is
 * kept in the browser's memory: on no disk, because a token may be among it, and gone with the browser.
 */
import { useState } from 'preact/hooks';
import * as z from 'zod/mini';
import { memory } from '../browser.ts';

const KEY = 'typed';
const Typed = z.catch(z.record(z.string(), z.record(z.string(), z.string())), {});
let typed: Record<string, Record<string, string>> = {};

/** Before the first form is drawn, so that none flickers. */
export const loadTyped = async (): Promise<void> => {
  const { [KEY]: kept } = await memory.get(KEY);
  typed = Typed.parse(kept ?? {});
};

const save = (form: string, fields: Record<string, string> | null): void => {
  const { [form]: _, ...others } = typed;
  typed = fields ? { ...others, [form]: fields } : others;
  void memory.set({ [KEY]: typed });
};

export const forgetTyped = async (): Promise<void> => {
  typed = {};
  await memory.remove(KEY);
};

/** The fields of a form: as they were left, else as they are. */
export const useTyped = <F extends Record<string, string>>(form: string, start: F) => {
  const [changed, setChanged] = useState<Partial<F>>((typed[form] ?? {}) as Partial<F>);
  return {
    fields: { ...start, ...changed } as F,
    change: (part: Partial<F>) => {
      const next = { ...changed, ...part };
      setChanged(next);
      save(form, next as Record<string, string>);
    },
    forget: () => {
      setChanged({});
      save(form, null);
    },
  };
};
