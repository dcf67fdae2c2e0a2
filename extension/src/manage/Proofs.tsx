/** What machines have found out about a widget, asked anew on request: each answer with when it was
 * given. The sentences are the checklists' own. */
import type { Widget } from '@deskside/shared/models';
import { type CheckName, proofId } from '@deskside/shared/proofs';
import { useState } from 'preact/hooks';
import { useLive } from '../live.ts';
import { readProofs } from '../queries.ts';
import { useSay, useSetupWords } from '../setup/use-setup.ts';
import { useInbox } from '../ui/context.ts';
import { connectLink } from './links.ts';
import { Failure } from './Room.tsx';
import { checkWidget, type ErrorWord } from './requests.ts';
import { useWords } from './words.ts';

const checks = [
  'number-state',
  'permissions',
  'app-subscribed',
  'override',
  'contacts-synced',
  'last-paid',
  'deliveries',
] as const satisfies CheckName[];

/** What the webhook's checklist proves as well, and helps to put right. */
const mended: readonly CheckName[] = ['permissions', 'app-subscribed', 'override', 'deliveries'];

export const Proofs = ({ widget }: { widget: Widget }) => {
  const { t, language, format } = useWords();
  const { local, pairing } = useInbox();
  const words = t.manage.widgets;
  const setupWords = useSetupWords(language);
  const say = useSay();
  const proofs = useLive(local.db, (db) => readProofs(db, widget.id), [widget.id]);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorWord | null>(null);
  const askAll = async () => {
    setBusy(true);
    setError(null);
    for (const check of checks) {
      const answer = await checkWidget(pairing, check, widget.id);
      if ('error' in answer) setError(answer.error);
    }
    setBusy(false);
  };
  const line = (check: CheckName): string | null => {
    const proof = proofs?.get(proofId(check, widget.id));
    const sentence = proof && setupWords?.proof[proof.word];
    if (!proof || !sentence) return null;
    return typeof sentence === 'string' ? sentence : sentence(proof.detail, say);
  };
  // When all were asked together it is said once.
  const times = checks.flatMap((check) => {
    const at = proofs?.get(proofId(check, widget.id))?.at;
    return at === undefined ? [] : format.dayAndTime(at, Date.now());
  });
  const [common] = new Set(times).size === 1 ? times : [];
  return (
    <>
      <div class="flex">
        <h3 class="grow">
          {words.fromMeta}
          {common && <span class="soft sm plainly"> {words.askedAt(common)}</span>}
        </h3>
        <button type="button" class="quiet sm" disabled={isBusy} onClick={() => void askAll()}>
          {isBusy ? words.asking : words.ask}
        </button>
      </div>
      <Failure error={error} />
      <dl class="pairs-of">
        {checks.map((check) => {
          const { at, isOk } = proofs?.get(proofId(check, widget.id)) ?? {};
          return (
            <div key={check}>
              <dt>{words.checks[check]}</dt>
              <dd>
                {line(check) ?? <span class="soft">{words.notAsked}</span>}
                {isOk === false && mended.includes(check) && (
                  <>
                    {' '}
                    <a
                      href={connectLink(widget.id)}
                      target="_blank"
                      rel="noreferrer"
                      aria-label={`${words.openWebhook}: ${words.checks[check]}`}
                    >
                      {words.openWebhook}
                    </a>
                  </>
                )}
                {at !== undefined && !common && (
                  <span class="soft sm"> {words.askedAt(format.dayAndTime(at, Date.now()))}</span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
};
