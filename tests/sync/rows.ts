/** A whole database, with every id of our own making replaced by Meta's: two that hold the same are then
 * equal, whatever chance named their rows. */
import type { Store } from '@deskside/backend/store/db';
import { metaKeyOf, threadOf } from '@deskside/backend/store/keys';
import { asOf } from '@deskside/backend/store/sessions';
import type { Tables } from '@deskside/backend/store/tables';

const inOrder = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).sort();

export const rowsOf = async ({ read }: Store) => {
  /** Kysely's types can't follow a table's name that is only known as one of several. */
  const all = <T extends keyof Tables & string>(table: T) =>
    read
      .selectFrom(table as never)
      .selectAll()
      .execute() as unknown as Promise<Tables[T][]>;
  const [contacts, claims, conversations, sessions, messages] = [
    await all('contacts'),
    await all('claims'),
    await all('conversations'),
    await all('sessions'),
    await all('messages'),
  ];
  const own = new Map(
    claims.flatMap(({ contactId, holder, kind, value }) =>
      holder === '' ? [[contactId as string, `${kind} ${value}`]] : [],
    ),
  );
  const people = Map.groupBy(contacts, ({ personId }) => personId as string);
  const personOf = (id: string) =>
    (people.get(id) ?? [])
      .map((row) => own.get(row.id) ?? '?')
      .sort()
      .join(' + ');
  const personByContact = new Map(
    contacts.map((row) => [row.id as string, personOf(row.personId)]),
  );
  const said = new Map(messages.map(({ id, metaId }) => [id as string, metaId ?? 'ours']));
  const homes = new Map(
    conversations.map((row) => [row.id as string, personByContact.get(row.contactId)]),
  );
  const widgets = await all('widgets');
  const lines = new Map(widgets.map(({ id, numberId }) => [id, numberId]));
  const byId = new Map(conversations.map((row) => [row.id, row]));
  /** A session is named by its conversation and its opening. */
  const openingOf = (id: string | null) => (id === null ? null : Number(id.split(' ')[1]));
  const threadEnd = (id: string) =>
    messages
      .filter(({ conversationId }) => conversationId === id)
      .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
      .at(-1);
  const extras = (text: string | null) => {
    if (text === null) return null;
    const { quotedId, ...rest } = JSON.parse(text) as { quotedId?: string };
    return {
      ...rest,
      quoted: quotedId === undefined ? undefined : (said.get(quotedId ?? '') ?? null),
    };
  };
  return {
    // Of several contacts that are one person, only the person is ever shown.
    contacts: inOrder(
      contacts.map(({ id, personId, name: _n, phone: _p, username: _u, bsuid: _b, ...facts }) => [
        own.get(id),
        personOf(personId),
        facts,
      ]),
    ),
    people: inOrder(
      contacts
        .filter(({ id, personId }) => id === personId)
        .map(({ id, name, phone, username, bsuid }) => [
          personOf(id),
          name,
          phone,
          username,
          bsuid,
        ]),
    ),
    claims: inOrder(claims.map(({ contactId, ...row }) => [own.get(contactId), row])),
    conversations: inOrder(
      conversations
        .filter(({ lastMessageId }) => lastMessageId !== null)
        .map(({ id, contactId, widgetId, lastMessageId, sessionId, readUpTo: _, ...row }) => [
          personByContact.get(contactId),
          lines.get(widgetId),
          // Within one second the order is that of arrival: the last line is one of those, and the one
          // that the thread ends with.
          messages
            .filter((one) => one.conversationId === id && one.at === row.lastAt)
            .map(({ metaId }) => metaId)
            .sort(),
          threadEnd(id)?.id === lastMessageId,
          openingOf(sessionId),
          row,
        ]),
    ),
    sessions: inOrder(
      sessions
        .map((row) => asOf(row, byId.get(row.conversationId)))
        .map(({ id, conversationId, ...row }) => [
          openingOf(id) === row.openedAt,
          homes.get(conversationId),
          row,
        ]),
    ),
    messages: inOrder(
      messages.map(
        ({ id: _, conversationId, contactId, widgetId, extras: more, thread, metaKey, ...row }) => [
          homes.get(conversationId),
          own.get(contactId),
          lines.get(widgetId),
          extras(more),
          row,
          // The keys follow from ids of our own making: what matters is that they do.
          thread === threadOf(conversationId),
          metaKey === (row.metaId === null ? null : metaKeyOf(widgetId, row.metaId)),
        ],
      ),
    ),
    marks: inOrder((await all('marks')).map(({ widgetId, ...row }) => [lines.get(widgetId), row])),
    early: inOrder(
      (await all('earlyStatuses')).map(({ widgetId, ...row }) => [lines.get(widgetId), row]),
    ),
    facts: inOrder(await all('facts')),
    widgets: inOrder(widgets.map(({ id: _, ...row }) => row)),
    aside: inOrder((await all('aside')).map(({ body: _, ...row }) => row)),
  };
};
