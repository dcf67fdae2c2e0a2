/** Configures a widget: how it appears, how it behaves, and what is rarely needed. */
import type { Widget } from '@deskside/shared/models';
import { useState } from 'preact/hooks';
import { useLive } from '../../live.ts';
import { readWidget } from '../../queries.ts';
import { useInbox } from '../../ui/context.ts';
import { useSetup } from '../context.ts';
import { Facts } from '../Facts.tsx';
import { Head } from '../Head.tsx';
import { StatusLine } from '../home/StatusLine.tsx';
import { Advanced } from './Advanced.tsx';
import { AppearanceForm, BehaviourForm } from './SettingsForms.tsx';

export const WidgetScreen = ({ id, onBack }: { id: string; onBack: () => void }) => {
  const { words, written } = useSetup();
  const { local } = useInbox();
  const widget = useLive(local.db, (db) => readWidget(db, id), [id]);
  const { ui } = words;
  if (!widget)
    return (
      <>
        <Head title={ui.widgets.configure} onBack={onBack} />
        {widget === null && <p class="card soft">{ui.widget.gone}</p>}
      </>
    );
  return (
    <>
      <Head title={ui.widgets.configureName(widget.name)} onBack={onBack} />
      <section class="card">
        <div class="flex">
          <b class="grow">{written(widget.phone)}</b>
          <StatusLine widget={widget} />
        </div>
        <Facts widgetId={widget.id} />
      </section>
      <Part title={ui.widget.appearance} widget={widget} form={AppearanceForm} />
      <Part title={ui.widget.behaviour} widget={widget} form={BehaviourForm} />
      <Advanced widget={widget} />
    </>
  );
};

interface PartProps {
  title: string;
  widget: Widget;
  form: typeof AppearanceForm;
}

const Part = ({ title, widget, form: Form }: PartProps) => {
  const { words } = useSetup();
  const [isSaved, setSaved] = useState(false);
  return (
    <section class="card" onInput={() => setSaved(false)}>
      <h2>{title}</h2>
      <Form widget={widget} button={words.ui.step.save} onSaved={() => setSaved(true)} />
      <p class="sm soft saved" role="status">
        {isSaved && words.ui.form.saved}
      </p>
    </section>
  );
};
