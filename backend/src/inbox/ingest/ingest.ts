/**
 * What a batch of deliveries changes: load → decide → save. Everything here is a function of the set of
 * things that Meta has said: any order, repetition and batching of the same deliveries gives the same
 * rows (tests/sync holds it to that).
 */
import { isNews } from '@deskside/shared/delivery';
import { type MessageId, newId, type WidgetId } from '@deskside/shared/ids';
import type { Item, Line, MarkItem, StatusItem } from '../../meta/items.ts';
import { NUMBER_ID as PRACTICE_NUMBER } from '../../practice/bodies.ts';
import { keepAside } from '../../store/aside.ts';
import type { Tx } from '../../store/db.ts';
import { type WidgetRow, widgetDefaults } from '../../store/widgets.ts';
import { decideFact } from './facts.ts';
import { decideName, learnProfile, resolve } from './identity.ts';
import { loadWork } from './load.ts';
import { decideMark } from './marks.ts';
import { remember } from './memory.ts';
import type { Outcome } from './outcome.ts';
import { insertNew, PORTION, saveWork } from './save.ts';
import { settleWork } from './settle.ts';
import { dearer, decideMessage, settleMessage } from './talk.ts';
import { type IngestOptions, pairKey, phoneOf, scopeOf, type Work } from './work.ts';

/** Says whether a number is to be asked about itself. */
export const ingest = async (
  tx: Tx,
  items: readonly (Item | Outcome)[],
  options: IngestOptions,
): Promise<boolean> => {
  const work = await loadWork(tx, items, options);
  for (const item of items) {
    if (!isLeftOver(work, item)) decide(work, item);
    if (work.newMessages.size >= PORTION) await insertNew(tx, work);
  }
  await saveWork(tx, work);
  const isCheckDue = await settleWork(tx, work);
  remember(tx, work);
  for (const item of items)
    if (item.kind === 'aside' && item.body !== null)
      await keepAside(tx, {
        reason: item.reason,
        body: item.body,
        at: options.now,
        numberId: item.numberId,
      });
  return isCheckDue;
};

/** What the practice number's people said while it was being taken away: it mustn't bring it back. */
const isLeftOver = (work: Work, item: Item | Outcome): boolean =>
  'line' in item &&
  item.line.numberId === PRACTICE_NUMBER &&
  work.widgets.get(PRACTICE_NUMBER) === undefined;

const decide = (work: Work, item: Item | Outcome): void => {
  if (item.kind === 'mark' || item.kind === 'status') meet(work, item);
  if (item.kind === 'message') decideMessage(work, widgetOf(work, item.line), item);
  else if (item.kind === 'mark') decideMark(work, widgetOf(work, item.line).id, item);
  else if (item.kind === 'status') decideStatus(work, widgetOf(work, item.line), item);
  else if (item.kind === 'name') decideName(work, item);
  else if (item.kind === 'fact') decideFact(work, item);
  else if (item.kind === 'outcome') decideOutcome(work, item);
};

/** A number nobody has set up is kept as a draft widget of its own rather than losing what customers
 * write to it. */
const widgetOf = (work: Work, line: Line): WidgetRow => {
  const { numberId, accountId } = line;
  const known = work.widgets.get(numberId);
  if (known && known.phone !== '') return known;
  const phone = phoneOf(line);
  if (known && phone === '') return known;
  work.accounts.add(accountId);
  const row: WidgetRow = known ?? {
    id: newId<WidgetId>(),
    numberId,
    accountId,
    name: numberId,
    publicName: numberId,
    phone: '',
    ...widgetDefaults,
    draftReason: work.options.canSend ? null : 'new',
    createdAt: work.options.now,
  };
  // A value may come without the phone: until one has it, Meta's id is all that it can be called.
  const called = (name: string) => (name === numberId && phone ? phone : name);
  const { name, publicName } = row;
  return work.widgets.put(numberId, {
    ...row,
    phone,
    name: called(name),
    publicName: called(publicName),
  });
};

/** What joins somebody's ids is learnt wherever it is said, and what they are called along with it. */
const meet = (work: Work, { who, line, at }: MarkItem | StatusItem): void => {
  if (who) learnProfile(work, resolve(work, scopeOf(work, line.accountId), who, at), who, at);
};

const decideStatus = (work: Work, widget: WidgetRow, item: StatusItem): void => {
  const key = pairKey(widget.id, item.metaId);
  const pricing = item.pricing && JSON.stringify(item.pricing);
  // Ours by our own id comes first: an echo of it may stand under Meta's.
  const row = ourOwn(work, widget, item) ?? work.messages.get(key);
  // For a customer's own message it waits in vain, as it would have if it had come first.
  if (row && row.origin !== 'customer') {
    settleMessage(work, row, { ...item, pricing });
    return;
  }
  const early = work.early.get(key);
  const { delivery, failure } = !early || isNews(item, early) ? item : early;
  const waiting = {
    delivery,
    failure,
    pricing: dearer(early?.pricing ?? null, pricing),
    at: Math.max(item.at, early?.at ?? 0),
  };
  work.early.put(
    key,
    Object.assign(early ?? { widgetId: widget.id, metaId: item.metaId }, waiting),
  );
};

/** The reply that carries our id, when Meta's answer with its own id was lost or is still to come. */
const ourOwn = (work: Work, widget: WidgetRow, { ourId }: StatusItem) => {
  const row = ourId ? work.byId.get(ourId as MessageId) : undefined;
  const isOurs = row?.widgetId === widget.id && row.origin === 'agent' && row.metaId === null;
  return isOurs ? row : undefined;
};

const decideOutcome = (work: Work, item: Outcome): void => {
  const row = work.byId.get(item.messageId);
  if (row) settleMessage(work, row, { ...item, pricing: null });
};
