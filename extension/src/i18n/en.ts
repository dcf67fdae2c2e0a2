/**
 * Every text a person sees, by area. A function where a value goes in, so that each language puts it
 * where it belongs. The other languages have this one's type: a missing text doesn't compile.
 */
import { fact } from './en/fact.ts';
import { inbox } from './en/inbox.ts';
import { messages } from './en/messages.ts';
import { pair } from './en/pair.ts';
import { setup } from './en/setup.ts';

export const en = { ...inbox, ...messages, pair, fact, setup };

export type Texts = typeof en;
