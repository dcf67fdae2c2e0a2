/** What surrounds every place of the setup: words, what may be done, and the way from place to place. */
import type { ComponentChildren } from 'preact';
import { useInbox, useWords } from '../ui/context.ts';
import { type Setup, SetupContext } from './context.ts';
import { useActions, useInfo, useJudge, useSay, useSetupWords, writtenBy } from './use-setup.ts';

interface Props extends Pick<Setup, 'go' | 'replace' | 'where' | 'onOpenInbox' | 'onManage'> {
  children: ComponentChildren;
}

export const SetupPage = ({ children, ...ways }: Props) => {
  const { pairing } = useInbox();
  const { language } = useWords();
  const words = useSetupWords(language);
  const say = useSay();
  const actions = useActions(pairing);
  const info = useInfo(actions, pairing.agent.role !== 'agent');
  const judge = useJudge();
  if (!words) return null;
  return (
    <SetupContext.Provider
      value={{ words, say, actions, info, written: writtenBy(judge), ...ways }}
    >
      {children}
    </SetupContext.Provider>
  );
};
