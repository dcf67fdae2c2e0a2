/** What every view of a page may use, given once at its top. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Local } from '../db.ts';
import type { Actions } from '../inbox/actions.ts';
import type { Pairing } from '../settings.ts';
import type { Words } from './words.ts';

const missing = (): never => {
  throw new Error('This view stands outside its page.');
};

export const WordsContext = createContext<Words | null>(null);
export const useWords = (): Words => useContext(WordsContext) ?? missing();

export interface Inbox {
  local: Local;
  pairing: Pairing;
  actions: Actions;
  close: () => void;
}

export const InboxContext = createContext<Inbox | null>(null);
export const useInbox = (): Inbox => useContext(InboxContext) ?? missing();
