/** Embedded Signup runs on a page of the server. Whatever becomes of this popup meanwhile, the widget
 * that comes of it is seen when it is opened again. */
import type { Widget } from '@deskside/shared/models';
import { useEffect, useState } from 'preact/hooks';
import { useSetup } from '../context.ts';
import { openLink } from '../pages.ts';
import { sentenceOf } from '../refusals.ts';
import { useTyped } from '../typed.ts';
import { useList } from './use-list.ts';

/** Signed up, and not yet set up. */
const isWaiting = ({ way, draftReason }: Widget) => way === 'signup' && draftReason === 'new';

export const SignupStep = ({ id }: { id: string }) => {
  const { words, actions, info, written } = useSetup();
  const { widgets, say } = useList();
  const { add } = words.ui;
  const waiting = widgets.filter(isWaiting);
  // Who waited already when the page was opened isn't who came of it.
  const { fields, change, forget } = useTyped('signup', { before: '', isOpen: '' });
  const [failure, setFailure] = useState<string | null>(null);
  const before = fields.before.split(' ');
  const arrived = fields.isOpen ? waiting.filter((widget) => !before.includes(widget.id)) : [];
  const take = (widgetId: string) => {
    forget();
    say(id, widgetId);
  };
  useEffect(() => {
    const [only, ...more] = arrived;
    if (only && more.length === 0) take(only.id);
  }, [arrived.map((widget) => widget.id).join()]);
  const open = async () => {
    const { value, refusal } = await actions.signup();
    setFailure(refusal && sentenceOf(words, refusal));
    if (!value) return;
    change({ before: waiting.map((widget) => widget.id).join(' '), isOpen: 'yes' });
    openLink(value.link);
  };
  return (
    <>
      {info && !info.canSignUp && <p class="strip note">{add.signupCannot}</p>}
      <div class="flex acts">
        <button type="button" class="go" data-act="signup" onClick={() => void open()}>
          {add.signup}
        </button>
      </div>
      {failure && (
        <p class="strip bad" role="alert">
          {failure}
        </p>
      )}
      <p class="sm soft">{fields.isOpen ? add.signupAgain : add.signupHow}</p>
      {waiting.length > 0 && (
        <div class="choices">
          <p class="sm">{add.chooseNew}</p>
          {waiting.map((widget) => (
            <button
              key={widget.id}
              type="button"
              class="quiet"
              data-choice={widget.id}
              onClick={() => take(widget.id)}
            >
              {widget.name} <span class="sm soft">{written(widget.phone)}</span>
            </button>
          ))}
        </div>
      )}
    </>
  );
};
