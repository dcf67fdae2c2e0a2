/** What every view of the setup may use. */
import type { SetupReply } from '@deskside/shared/api-setup';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Say, SetupWords } from '../i18n/setup-words.ts';
import type { SetupActions } from './actions.ts';
import type { Place } from './place.ts';

export interface Setup {
  words: SetupWords;
  say: Say;
  actions: SetupActions;
  /** What the server tells of its own setup; null while it can't be asked. */
  info: SetupReply | null;
  /** A number as people write it. */
  written: (phone: string) => string;
  go: (place: Place) => void;
  /** The same, without a way back to where one is now. */
  replace: (place: Place) => void;
  /** Where this page is: from the popup one can pin, and open a tab. */
  where: 'popup' | 'tab' | 'panel';
  onOpenInbox: () => void;
  onManage: (room: string) => void;
}

export const SetupContext = createContext<Setup | null>(null);

export const useSetup = (): Setup => {
  const setup = useContext(SetupContext);
  if (!setup) throw new Error('This view stands outside the setup.');
  return setup;
};
