/** A widget's settings as they are typed, and back: judged by the same limits as the server's. */
import { type Widget, WidgetSettings } from '@deskside/shared/models';
import * as z from 'zod/mini';
import type { SetupWords } from '../../i18n/setup-words.ts';

type Form = SetupWords['ui']['form'];

export type Appearance = { publicName: string; name: string };
export type Behaviour = {
  answering: string;
  answerAfterMinutes: string;
  handsOver: string;
  greeting: string;
};

/** What isn't set up yet is called by its number; a form should not begin with that. */
export const appearanceOf = ({ publicName, name }: Widget): Appearance => ({ publicName, name });

export const behaviourOf = (widget: Widget): Behaviour => ({
  answering: widget.answering,
  answerAfterMinutes: String(widget.answerAfterMinutes),
  handsOver: widget.handsOver ? 'yes' : 'no',
  greeting: widget.greeting,
});

export type Errors<F> = Partial<Record<keyof F, string>>;
type Judged<F, S> = { settings: S; errors: null } | { settings: null; errors: Errors<F> };

const isName = (name: string) => WidgetSettings.shape.name.safeParse(name).success;

export const judgeAppearance = (
  typed: Appearance,
  { needsName }: Form,
): Judged<Appearance, Appearance> => {
  const errors: Errors<Appearance> = {
    ...(isName(typed.publicName) ? {} : { publicName: needsName }),
    ...(isName(typed.name) ? {} : { name: needsName }),
  };
  if (Object.keys(errors).length > 0) return { settings: null, errors };
  return {
    settings: { publicName: typed.publicName.trim(), name: typed.name.trim() },
    errors: null,
  };
};

const BehaviourSettings = z.pick(WidgetSettings, {
  answering: true,
  answerAfterMinutes: true,
  handsOver: true,
  greeting: true,
});

export const judgeBehaviour = (
  typed: Behaviour,
  { needsMinutes, tooLong }: Form,
): Judged<Behaviour, z.infer<typeof BehaviourSettings>> => {
  const parsed = BehaviourSettings.safeParse({
    ...typed,
    answerAfterMinutes: Number(typed.answerAfterMinutes || Number.NaN),
    handsOver: typed.handsOver === 'yes',
  });
  if (parsed.success) return { settings: parsed.data, errors: null };
  const wrong = parsed.error.issues.map(({ path }) => path[0]);
  return {
    settings: null,
    errors: {
      ...(wrong.includes('answerAfterMinutes') ? { answerAfterMinutes: needsMinutes } : {}),
      ...(wrong.includes('greeting') ? { greeting: tooLong } : {}),
    },
  };
};
