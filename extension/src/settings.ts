/** What this browser remembers besides the inbox itself: with whom it is paired, and the language. */
import { Agent } from '@deskside/shared/models';
import * as z from 'zod/mini';
import { onStorageChange, storage, uiLanguage } from './browser.ts';
import { type Language, languageOf } from './i18n/language.ts';

/** `id` is new with every pairing: a local copy made under another one is taken anew. */
export const Pairing = z.object({
  id: z.string(),
  server: z.string(),
  token: z.string(),
  agent: Agent,
});
export type Pairing = z.infer<typeof Pairing>;

const Settings = z.object({
  pairing: z.catch(z.nullable(Pairing), null),
  language: z.catch(z.nullable(z.enum(['en', 'zh-Hant'])), null),
  /** What stands half-typed in the pairing form: a popup closes whenever one clicks elsewhere. */
  pairForm: z.catch(z.object({ address: z.string(), name: z.string() }), { address: '', name: '' }),
  /** Where the popup was left, and how far down. */
  popupPlace: z.catch(z.object({ path: z.string(), top: z.number() }), { path: '', top: 0 }),
  /** The checklist that is kept open in the side panel, as a path, and whether it is in front. */
  pinned: z.catch(z.nullable(z.object({ path: z.string(), isOpen: z.boolean() })), null),
});

export interface Settings {
  pairing: Pairing | null;
  language: Language;
  pairForm: { address: string; name: string };
  popupPlace: { path: string; top: number };
  pinned: { path: string; isOpen: boolean } | null;
}

const defaults = {
  pairing: null,
  language: null,
  pairForm: null,
  popupPlace: null,
  pinned: null,
};

export const readSettings = async (): Promise<Settings> => {
  const stored = Settings.parse({ ...defaults, ...(await storage.get(Object.keys(defaults))) });
  return { ...stored, language: stored.language ?? languageOf(uiLanguage()) };
};

export const saveSettings = (settings: Partial<Settings>): Promise<void> => storage.set(settings);

export const watchSettings = (listener: (settings: Settings) => void): (() => void) =>
  onStorageChange(() => {
    // Every change is followed by a fresh read, so a listener never sees half of one.
    void readSettings().then(listener);
  });
