import type { Texts } from './en.ts';
import { fact } from './zh-hant/fact.ts';
import { inbox } from './zh-hant/inbox.ts';
import { messages } from './zh-hant/messages.ts';
import { pair } from './zh-hant/pair.ts';
import { setup } from './zh-hant/setup.ts';

/** Traditional Chinese as it is written in Hong Kong. */
export const zhHant: Texts = { ...inbox, ...messages, pair, fact, setup };
