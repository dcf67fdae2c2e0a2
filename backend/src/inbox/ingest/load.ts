/** Reads, in sets, everything that these items can touch. */
import type {
  ContactId,
  ConversationId,
  MessageId,
  SessionId,
  WidgetId,
} from '@deskside/shared/ids';
import type { Item, Line, Who } from '../../meta/items.ts';
import { claimKey, claimsTo } from '../../store/claims.ts';
import { contactRows } from '../../store/contacts.ts';
import { conversationRows } from '../../store/conversations.ts';
import type { Tx } from '../../store/db.ts';
import { factKey, factsOfAccounts } from '../../store/facts.ts';
import { marksAround } from '../../store/marks.ts';
import { messageRows, messagesByMetaId, messagesQuoting } from '../../store/messages.ts';
import { asOf, sessionRows, sessionsOfAll } from '../../store/sessions.ts';
import { earlyStatuses } from '../../store/statuses.ts';
import { widgetRows } from '../../store/widgets.ts';
import type { Outcome } from './outcome.ts';
import { type IngestOptions, listIn, openWork, pairKey, type Work } from './work.ts';

type Anything = Item | Outcome;

export const loadWork = async (
  tx: Tx,
  items: readonly Anything[],
  options: IngestOptions,
): Promise<Work> => {
  const work = openWork(options);
  const keys = keysOf(items);
  if (keys.numbers.size > 0)
    for (const row of await widgetRows(tx, 'numberId', [...keys.numbers]))
      work.widgets.load(row.numberId, row);
  await loadMessages(tx, work, keys);
  await loadPeople(tx, work, keys);
  await loadConversations(tx, work, keys.since);
  if (keys.accounts.has(''))
    for (const { accountId } of work.widgets.values()) keys.accounts.add(accountId);
  if (keys.accounts.size > 0)
    for (const row of await factsOfAccounts(tx, [...keys.accounts]))
      work.facts.load(factKey(row), row);
  return work;
};

const keysOf = (items: readonly Anything[]) => {
  const numbers = new Set<string>();
  const accounts = new Set<string>();
  /** Every id of Meta's, by the number that it belongs to. */
  const metaIds = new Map<string, Set<string>>();
  const ourIds = new Set<MessageId>();
  const values = new Map<string, Set<string>>();
  let since = Number.MAX_SAFE_INTEGER;
  const addLine = ({ numberId }: Line, ids: readonly (string | null)[]) => {
    numbers.add(numberId);
    const known = metaIds.get(numberId) ?? new Set();
    metaIds.set(numberId, known);
    for (const id of ids) if (id) known.add(id);
  };
  const addWho = ({ accountId }: Line, ...people: readonly (Who | null)[]) => {
    const known = values.get(accountId) ?? new Set();
    values.set(accountId, known);
    for (const who of people)
      for (const value of [who?.bsuid, who?.parent, who?.phone]) if (value) known.add(value);
  };
  for (const item of items) {
    if (item.kind === 'outcome') {
      ourIds.add(item.messageId);
      if (item.metaId) addLine(item.line, [item.metaId]);
    } else if (item.kind === 'fact') {
      accounts.add(item.accountId);
      // History without its envelope names only the number.
      if (item.accountId === '') numbers.add(item.number);
    } else if (item.kind === 'name') addWho(item.line, item.who);
    else if (item.kind === 'message') {
      addLine(item.line, [item.metaId, item.quotedMetaId]);
      addWho(item.line, item.who, item.becomes);
      since = Math.min(since, item.at);
    } else if (item.kind === 'mark') addLine(item.line, [item.metaId, item.targetMetaId]);
    else if (item.kind === 'status') {
      addLine(item.line, [item.metaId]);
      addWho(item.line, item.who);
      if (item.ourId) ourIds.add(item.ourId as MessageId);
      if (item.pricing?.isBillable) accounts.add(item.line.accountId);
    }
  }
  return { numbers, accounts, metaIds, ourIds, values, since };
};
type Keys = ReturnType<typeof keysOf>;

const loadMessages = async (tx: Tx, work: Work, keys: Keys) => {
  for (const [numberId, ids] of keys.metaIds) {
    const widget = work.widgets.get(numberId);
    if (!widget || ids.size === 0) continue;
    const list = [...ids];
    for (const row of await messagesByMetaId(tx, widget.id, list)) loadMessage(work, row);
    for (const row of await messagesQuoting(tx, widget.id, list)) {
      const known = work.byId.get(row.id) ?? row;
      loadMessage(work, known);
      const key = pairKey(widget.id, row.quotedMetaId ?? '');
      work.quoting.set(key, (work.quoting.get(key) ?? new Set()).add(known));
    }
    for (const mark of await marksAround(tx, widget.id, list)) {
      work.marks.load(pairKey(widget.id, mark.metaId), mark);
      listIn(work.marksOn, pairKey(widget.id, mark.targetMetaId)).push(mark);
    }
    for (const row of await earlyStatuses(tx, widget.id, list))
      work.early.load(pairKey(widget.id, row.metaId), row);
  }
  const ours = [...keys.ourIds].filter((id) => !work.byId.has(id));
  if (ours.length > 0) for (const row of await messageRows(tx, ours)) loadMessage(work, row);
};

const loadMessage = (work: Work, row: Parameters<Work['messages']['load']>[1]) => {
  if (row.metaId) work.messages.load(pairKey(row.widgetId, row.metaId), row);
  work.byId.set(row.id, row);
};

const loadPeople = async (tx: Tx, work: Work, keys: Keys) => {
  const contactIds = new Set<ContactId>();
  for (const [scope, values] of keys.values) {
    if (values.size === 0) continue;
    for (const row of await claimsTo(tx, scope, [...values])) {
      listIn(work.claims, claimKey(row)).push(row);
      contactIds.add(row.contactId);
    }
  }
  if (contactIds.size === 0) return;
  for (const row of await contactRows(tx, [...contactIds])) work.contacts.load(row.id, row);
  // Somebody who is one with others is shown in the row of the first of them.
  const others = [...work.contacts.values()].flatMap(({ personId }) =>
    contactIds.has(personId) ? [] : personId,
  );
  if (others.length > 0)
    for (const row of await contactRows(tx, others)) work.contacts.load(row.id, row);
};

const loadConversations = async (tx: Tx, work: Work, since: number) => {
  const people = new Set([...work.contacts.values()].map(({ personId }) => personId));
  const ids = new Set([...work.byId.values()].map(({ conversationId }) => conversationId));
  const found = [...(people.size > 0 ? await conversationRows(tx, 'contactId', [...people]) : [])];
  const missing = [...ids].filter((id) => !found.some((row) => row.id === id));
  if (missing.length > 0) found.push(...(await conversationRows(tx, 'id', missing)));
  for (const row of found) {
    work.conversations.load(pairKey(row.contactId, row.widgetId as WidgetId), row);
    work.conversationById.set(row.id, row);
  }
  await loadSessions(tx, work, since);
};

/** The latest of each conversation; all of them where a message comes late. */
const loadSessions = async (tx: Tx, work: Work, since: number) => {
  const rows = [...work.conversationById.values()];
  const latest = rows.flatMap(({ sessionId }) => sessionId ?? []) as SessionId[];
  if (latest.length === 0) return;
  const known = new Map((await sessionRows(tx, latest)).map((row) => [row.id, row]));
  const late: ConversationId[] = rows
    .filter(({ sessionId }) => {
      const openedAt = (sessionId && known.get(sessionId)?.openedAt) || 0;
      return since < openedAt;
    })
    .map(({ id }) => id);
  if (late.length > 0) for (const row of await sessionsOfAll(tx, late)) known.set(row.id, row);
  for (const row of [...known.values()].sort((a, b) => a.openedAt - b.openedAt))
    listIn(work.sessions, row.conversationId).push(
      asOf(row, work.conversationById.get(row.conversationId)),
    );
};
