/**
 * What admins ask of the channel and its widgets. Each is one transaction, and asking for what is so
 * already is no mistake: of two admins who press the same button, both get what they wanted.
 *
 *   new ──enable──▶ enabled ◀──enable── paused        disconnected ──added again──▶ new
 *                   enabled ──pause───▶ paused        any of them ──disconnect──▶ disconnected
 */
import type {
  Command,
  ConfigureWidget,
  OnWidget,
  RemovePractice,
  SwitchChannel,
} from '@deskside/shared/commands';
import type { WidgetId } from '@deskside/shared/ids';
import type { Agent } from '@deskside/shared/models';
import { AppError } from '../errors.ts';
import { readChannel, saveChannel } from '../store/channels.ts';
import type { Tx } from '../store/db.ts';
import { removeWidget, unlinkAccount } from '../store/removal.ts';
import {
  allRows,
  emitWidgets,
  practiceRow,
  saveWidgets,
  type WidgetRow,
  widgetById,
} from '../store/widgets.ts';
import { settlePeople } from './ingest/settle.ts';

export type AdminCommand = SwitchChannel | ConfigureWidget | OnWidget | RemovePractice;

const types: readonly Command['type'][] = [
  'switch-channel',
  'configure-widget',
  'enable-widget',
  'pause-widget',
  'disconnect-widget',
  'remove-practice',
];
export const isAdminCommand = (command: Command): command is AdminCommand =>
  types.includes(command.type);

export const obeyAdmin = async (
  tx: Tx,
  agent: Agent,
  command: AdminCommand,
  now: number,
): Promise<void> => {
  if (agent.role === 'agent')
    throw new AppError(403, 'forbidden', 'Only admins may change how numbers are set up.');
  if (command.type === 'switch-channel') return switchChannel(tx, command.isOn, now);
  if (command.type === 'remove-practice') return removePractice(tx);
  const widget = await widgetOf(tx, command.widgetId);
  const next =
    command.type === 'configure-widget' ? configure(widget, command) : turn(widget, command.type);
  if (next !== widget) await saveWidgets(tx, [next]);
};

const widgetOf = async (tx: Tx, id: WidgetId): Promise<WidgetRow> => {
  const widget = await widgetById(tx.db, id);
  if (!widget) throw new AppError(404, 'not-found', 'There is no such widget.');
  return widget;
};

/** Which widgets it stops follows from the switch alone; they go out again because their reasons may be
 * others now. */
const switchChannel = async (tx: Tx, isOn: boolean, now: number): Promise<void> => {
  const channel = await readChannel(tx.db);
  if (channel.isOn === isOn) return;
  await saveChannel(tx, { id: 'whatsapp', isOn, changedAt: now });
  const stopped = (await allRows(tx.db)).filter((row) => !row.draftReason && !row.linkReason);
  emitWidgets(tx, stopped);
};

const configure = (widget: WidgetRow, { settings }: ConfigureWidget): WidgetRow => {
  const { isBotOn, handsOver, ...rest } = settings;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    ...widget,
    ...given,
    ...(isBotOn === undefined ? {} : { isBotOn: isBotOn ? 1 : 0 }),
    ...(handsOver === undefined ? {} : { handsOver: handsOver ? 1 : 0 }),
  };
};

const turn = (widget: WidgetRow, type: OnWidget['type']): WidgetRow => {
  if (type === 'enable-widget') return enable(widget);
  if (type === 'pause-widget') return pause(widget);
  if (widget.draftReason === 'disconnected') return widget;
  return { ...widget, draftReason: 'disconnected', unsubscribe: 'due' };
};

/** A disconnected number has lost its subscription, so it is added again rather than enabled. */
const enable = (widget: WidgetRow): WidgetRow => {
  if (widget.draftReason === 'disconnected' || widget.linkReason === 'unlinked')
    throw new AppError(409, 'not-linked', 'The number isn’t linked. Add it again first.');
  return widget.draftReason === null ? widget : { ...widget, draftReason: null };
};

const pause = (widget: WidgetRow): WidgetRow => {
  if (widget.draftReason === 'paused') return widget;
  if (widget.draftReason !== null)
    throw new AppError(409, 'already-draft', 'The widget is a draft already.');
  return { ...widget, draftReason: 'paused' };
};

const removePractice = async (tx: Tx): Promise<void> => {
  const widget = await practiceRow(tx.db);
  if (!widget) throw new AppError(404, 'not-found', 'The practice number is gone already.');
  // Somebody there who was merged with a real customer is taken out of that first.
  const people = await unlinkAccount(tx, widget.accountId);
  await settlePeople(tx, people);
  await removeWidget(tx, widget, people);
};
