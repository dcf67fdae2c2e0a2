/** What holds for everybody here: the workspace's name and days, how long messages are kept, and what
 * Meta needs to reach us. */
import { useInbox } from '../ui/context.ts';
import { CopyField } from './CopyField.tsx';
import { Answered, Room } from './Room.tsx';
import { readSetup, readWorkspace } from './requests.ts';
import { Secrets } from './Secrets.tsx';
import { useAnswer } from './use-answer.ts';
import { WorkspaceForm } from './WorkspaceForm.tsx';
import { useWords } from './words.ts';

export const SettingsRoom = () => {
  const { t } = useWords();
  const { pairing } = useInbox();
  const words = t.manage.settings;
  const setup = useAnswer(() => readSetup(pairing), [pairing.id]);
  const asked = useAnswer(() => readWorkspace(pairing), [pairing.id]);
  return (
    <Room title={words.title}>
      <Answered asked={asked}>
        {(reply) => <WorkspaceForm reply={reply} onSaved={asked.refresh} />}
      </Answered>
      <Answered asked={setup}>
        {({ webhookUrl, publicUrl, secrets }) => (
          <>
            <section class="card">
              <h3>{words.meta}</h3>
              <CopyField label={words.webhook} value={webhookUrl} />
              {!publicUrl && <p class="strip note">{words.notPublic}</p>}
            </section>
            <Secrets secrets={secrets} onChange={() => void setup.refresh()} />
          </>
        )}
      </Answered>
    </Room>
  );
};
