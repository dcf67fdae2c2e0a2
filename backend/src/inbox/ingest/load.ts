/** Reads, in sets, everything that these items can touch. */
import type { ContactId, ConversationId, MessageId, WidgetId } from '@deskside/shared/ids';
import type { Item, Line, Who } from '../../meta/items.ts';
import { accountRows } from '../../store/accounts.ts';
import { claimsTo } from '../../store/claims.ts';
import { contactRows } from '../../store/contacts.ts';
import { type ConversationRow, conversationRows } from '../../store/conversations.ts';
import type { Tx } from '../../store/db.ts';
import { factKey, factsOfAccounts } from '../../store/facts.ts';
import { marksAround } from '../../store/marks.ts';
import {
  type MessageRow,
  messageRows,
  messagesByMetaId,
  messagesQuoting,
} from '../../store/messages.ts';
import { asOf, type SessionRow, sessionRows, sessionsOfAll } from '../../store/sessions.ts';
import { earlyStatuses } from '../../store/statuses.ts';
import { widgetRows } from '../../store/widgets.ts';
import { forgetMany, memoryOf } from './memory.ts';
import type { Outcome } from './outcome.ts';
import {
  type IngestOptions,
  listIn,
  mapIn,
  openWork,
  pairKey,
  placeIn,
  scopeOf,
  type Work,
} from './work.ts';

type Anything = Item | Outcome;

/** In rounds: what a round asks is asked at once, and only what follows from its answers waits for it. */
export const loadWork = async (
  tx: Tx,
  items: readonly Anything[],
  options: IngestOptions,
): Promise<Work> => {
  const work = openWork(options);
  forgetMany(tx);
  const keys = keysOf(items);
  await Promise.all([loadWidgets(tx, work, keys), loadClaims(tx, work, keys)]);
  await Promise.all([
    loadMessages(tx, work, keys),
    loadContacts(tx, work),
    loadFacts(tx, work, keys),
  ]);
  await loadConversations(tx, work);
  await loadSessions(tx, work, keys.since);
  return work;
};

interface MetaIds {
  all: string[];
  /** What we say has a status; what customers say has none. */
  withStatus: string[];
}

const keysOf = (items: readonly Anything[]) => {
  const numbers = new Set<string>();
  const accounts = new Set<string>();
  /** Every id of Meta's, by the number that it belongs to. */
  const metaIds = new Map<string, MetaIds>();
  const ourIds = new Set<MessageId>();
  const values = new Map<string, Set<string>>();
  let since = Number.MAX_SAFE_INTEGER;
  const addLine = ({ numberId }: Line, id: string, other: string | null, hasStatus: boolean) => {
    numbers.add(numberId);
    const known = placeIn(metaIds, numberId, () => ({ all: [], withStatus: [] }));
    known.all.push(id);
    if (other) known.all.push(other);
    if (hasStatus) known.withStatus.push(id);
  };
  const addWho = ({ accountId }: Line, ...people: readonly (Who | null)[]) => {
    const known = placeIn(values, accountId, () => new Set());
    for (const who of people)
      for (const value of [who?.bsuid, who?.parent, who?.phone]) if (value) known.add(value);
  };
  for (const item of items) {
    if (item.kind === 'outcome') {
      ourIds.add(item.messageId);
      if (item.metaId) addLine(item.line, item.metaId, null, true);
    } else if (item.kind === 'fact') accounts.add(item.accountId);
    else if (item.kind === 'name') addWho(item.line, item.who);
    else if (item.kind === 'message') {
      addLine(item.line, item.metaId, item.quotedMetaId, item.origin !== 'customer');
      addWho(item.line, item.who, item.becomes);
      since = Math.min(since, item.at);
    } else if (item.kind === 'mark') {
      addLine(item.line, item.metaId, item.targetMetaId, false);
      addWho(item.line, item.who);
    } else if (item.kind === 'status') {
      addLine(item.line, item.metaId, null, true);
      addWho(item.line, item.who);
      if (item.ourId) ourIds.add(item.ourId as MessageId);
    }
  }
  return { numbers, accounts, metaIds, ourIds, values, since };
};
type Keys = ReturnType<typeof keysOf>;

const loadScopes = async (tx: Tx, work: Work, { values }: Keys) => {
  const { scopes } = memoryOf(tx);
  const missing = [...values.keys()].filter((id) => !scopes.has(id));
  for (const id of missing) scopes.set(id, id);
  for (const { accountId, portfolioId } of await accountRows(tx, missing))
    scopes.set(accountId, portfolioId ?? accountId);
  for (const id of values.keys()) work.scopes.set(id, scopes.get(id) ?? id);
};

const loadWidgets = async (tx: Tx, work: Work, { numbers }: Keys) => {
  const { widgets } = memoryOf(tx);
  const missing = [...numbers].filter((id) => !widgets.has(id));
  for (const row of await widgetRows(tx, 'numberId', missing)) widgets.set(row.numberId, row);
  for (const id of numbers) {
    const row = widgets.get(id);
    if (row) work.widgets.load(id, row);
  }
};

const loadFacts = async (tx: Tx, work: Work, { accounts }: Keys) => {
  for (const row of await factsOfAccounts(tx, [...accounts])) work.facts.load(factKey(row), row);
};

const loadMessages = async (tx: Tx, work: Work, { metaIds, ourIds }: Keys) => {
  const all = [...metaIds].flatMap(([numberId, ids]) => {
    const widget = work.widgets.get(numberId);
    return widget ? [loadAround(tx, work, widget.id, ids)] : [];
  });
  const ours = messageRows(tx, [...ourIds]);
  await Promise.all([...all, ours]);
  for (const row of await ours) loadMessage(work, row);
};

/** The messages of a widget with these of Meta's ids, and what else has to do with the ids. */
const loadAround = async (tx: Tx, work: Work, widgetId: WidgetId, ids: MetaIds) => {
  const [messages, answers, marks, early] = await Promise.all([
    messagesByMetaId(tx, widgetId, ids.all),
    messagesQuoting(tx, widgetId, ids.all),
    marksAround(tx, widgetId, ids.all),
    earlyStatuses(tx, widgetId, ids.withStatus),
  ]);
  for (const row of messages) loadMessage(work, row);
  for (const row of answers) {
    const known = loadMessage(work, row);
    const key = pairKey(widgetId, row.quotedMetaId ?? '');
    placeIn(work.quoting, key, () => new Set()).add(known);
  }
  for (const mark of marks) {
    work.marks.load(pairKey(widgetId, mark.metaId), mark);
    listIn(work.marksOn, pairKey(widgetId, mark.targetMetaId)).push(mark);
  }
  for (const row of early) work.early.load(pairKey(widgetId, row.metaId), row);
};

/** Asked for in two ways, it is still one row. */
const loadMessage = (work: Work, row: MessageRow): MessageRow => {
  const known = work.byId.get(row.id);
  if (known) return known;
  if (row.metaId) work.messages.load(pairKey(row.widgetId, row.metaId), row);
  work.byId.set(row.id, row);
  return row;
};

/** Who has been seen with an id, whichever kind of id it is taken for. */
const loadClaims = async (tx: Tx, work: Work, keys: Keys) => {
  const memory = memoryOf(tx);
  await loadScopes(tx, work, keys);
  const loaded = [...keys.values].map(async ([accountId, values]) => {
    const scope = scopeOf(work, accountId);
    const known = mapIn(memory.claims, scope);
    const missing = [...values].filter((value) => !known.has(value));
    // Of two accounts in one scope, only the first asks.
    for (const value of missing) known.set(value, []);
    for (const row of await claimsTo(tx, scope, missing)) known.get(row.value)?.push(row);
    const own = mapIn(work.claims, scope);
    for (const value of values) own.set(value, known.get(value) ?? []);
  });
  await Promise.all(loaded);
};

const loadContacts = async (tx: Tx, work: Work) => {
  const { contacts } = memoryOf(tx);
  const load = async (ids: readonly ContactId[]) => {
    const missing = await contactRows(
      tx,
      ids.filter((id) => !contacts.has(id)),
    );
    for (const row of missing) contacts.set(row.id, row);
    for (const id of ids) {
      const row = contacts.get(id);
      if (row) work.contacts.load(id, row);
    }
  };
  const ids = new Set<ContactId>();
  for (const lists of work.claims.values())
    for (const list of lists.values()) for (const { contactId } of list) ids.add(contactId);
  await load([...ids]);
  // Somebody who is one with others is shown in the row of the first of them.
  const others = [...work.contacts.values()].flatMap(({ personId }) =>
    ids.has(personId) ? [] : personId,
  );
  await load([...new Set(others)]);
};

const loadConversations = async (tx: Tx, work: Work) => {
  const memory = memoryOf(tx);
  /** A row is here once, however it was found. */
  const own = (row: ConversationRow): ConversationRow => {
    const known = memory.conversationById.get(row.id) ?? row;
    memory.conversationById.set(row.id, known);
    return known;
  };
  const load = (row: ConversationRow) => {
    work.conversations.load(pairKey(row.contactId, row.widgetId), row);
    work.conversationById.set(row.id, row);
  };
  const people = new Set([...work.contacts.values()].map(({ personId }) => personId));
  const unknown = [...people].filter((id) => !memory.conversations.has(id));
  const found = (await conversationRows(tx, 'contactId', unknown)).map(own);
  const byPerson = Map.groupBy(found, (row) => row.contactId);
  for (const id of unknown) memory.conversations.set(id, byPerson.get(id) ?? []);
  for (const id of people) for (const row of memory.conversations.get(id) ?? []) load(row);
  const missing = new Set<ConversationId>();
  for (const { conversationId: id } of work.byId.values()) {
    const known = memory.conversationById.get(id);
    if (known) load(known);
    else missing.add(id);
  }
  for (const row of await conversationRows(tx, 'id', [...missing])) load(own(row));
};

/** The latest of each conversation; all of them where a message comes late. */
const loadSessions = async (tx: Tx, work: Work, since: number) => {
  const memory = memoryOf(tx);
  const rows = [...work.conversationById.values()];
  const open = (found: readonly SessionRow[]) => {
    for (const [id, list] of Map.groupBy(found, (row) => row.conversationId)) {
      const conversation = work.conversationById.get(id);
      const sorted = list.map((row) => asOf(row, conversation));
      memory.sessions.set(
        id,
        sorted.sort((a, b) => a.openedAt - b.openedAt),
      );
    }
  };
  const unknown = rows.filter(({ id }) => !memory.sessions.has(id));
  open(
    await sessionRows(
      tx,
      unknown.flatMap(({ sessionId }) => sessionId ?? []),
    ),
  );
  const late = rows.filter(({ id }) => since < (memory.sessions.get(id)?.at(-1)?.openedAt ?? 0));
  open(
    await sessionsOfAll(
      tx,
      late.map(({ id }) => id),
    ),
  );
  for (const { id } of rows) {
    const list = memory.sessions.get(id);
    if (list) work.sessions.set(id, list);
  }
};
