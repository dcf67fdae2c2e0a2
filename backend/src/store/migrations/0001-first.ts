import { type Kysely, sql } from 'kysely';

/**
 * The first tables. Written once for both databases: SQLite's are STRICT with 64-bit INTEGERs,
 * Postgres's have BIGINT. Migrations are append-only; one that has left this machine never changes.
 */
export const first = (isPostgres: boolean) => ({
  up: async (db: Kysely<unknown>): Promise<void> => {
    const int = isPostgres ? sql`bigint` : sql`integer`;
    const bytes = isPostgres ? sql`bytea` : sql`blob`;
    const create = (
      name: string,
      columns: Record<string, string>,
      ...constraints: readonly string[]
    ) => {
      const parts = Object.entries(columns).map(([column, kind]) => {
        const [type, ...rest] = kind.split(' ');
        const typed = type === 'int' ? int : type === 'bytes' ? bytes : sql`text`;
        return sql`${sql.ref(column)} ${typed} ${sql.raw(rest.join(' '))}`;
      });
      const all = [...parts, ...constraints.map((constraint) => sql.raw(constraint))];
      const end = isPostgres ? sql`` : sql`strict`;
      return sql`create table ${sql.table(name)} (${sql.join(all)}) ${end}`.execute(db);
    };
    const index = (text: string) => sql.raw(`create index ${text}`).execute(db);

    await create('log', { id: 'int primary key check (id = 1)', seq: 'int not null' });
    await sql`insert into log (id, seq) values (1, 0)`.execute(db);
    await create('events', {
      seq: 'int primary key',
      at: 'int not null',
      type: 'text not null',
      row: 'text not null',
    });
    await create('agents', {
      id: 'text primary key',
      name: 'text not null',
      role: 'text not null',
      createdAt: 'int not null',
    });
    await create('devices', {
      id: 'text primary key',
      agentId: 'text not null references agents (id)',
      tokenHash: 'text not null unique',
      createdAt: 'int not null',
      revokedAt: 'int',
    });
    await create('pairingCodes', {
      hash: 'text primary key',
      role: 'text not null',
      expiresAt: 'int not null',
      usedAt: 'int',
    });
    await create('widgets', {
      id: 'text primary key',
      numberId: 'text not null unique',
      accountId: 'text not null',
      name: 'text not null',
      phone: 'text not null',
      draftReason: 'text',
      isPractice: 'int not null',
      createdAt: 'int not null',
    });
    await create('contacts', {
      id: 'text primary key',
      name: 'text not null',
      nameAt: 'int not null',
      phone: 'text',
      username: 'text',
      bsuid: 'text',
    });
    await create(
      'aliases',
      {
        kind: 'text not null',
        value: 'text not null',
        contactId: 'text not null references contacts (id)',
      },
      'primary key (kind, value)',
    );
    await create(
      'conversations',
      {
        id: 'text primary key',
        contactId: 'text not null references contacts (id)',
        widgetId: 'text not null references widgets (id)',
        lastAt: 'int not null',
        lastCustomerAt: 'int',
        lastReplyAt: 'int',
        lastPhoneAt: 'int',
        windowEndsAt: 'int',
        lastMessageId: 'text',
        unreadCount: 'int not null',
        readUpTo: 'text',
      },
      'unique ("contactId", "widgetId")',
    );
    await index('"conversationsByTime" on conversations ("lastAt")');
    await create('sessions', {
      id: 'text primary key',
      conversationId: 'text not null references conversations (id)',
      openedAt: 'int not null',
      lastCustomerAt: 'int not null',
      closedAt: 'int',
      closedBy: 'text',
    });
    await index('"sessionsInOrder" on sessions ("conversationId", "openedAt")');
    await create(
      'messages',
      {
        id: 'text primary key',
        conversationId: 'text not null references conversations (id)',
        widgetId: 'text not null references widgets (id)',
        metaId: 'text',
        origin: 'text not null',
        agentId: 'text',
        at: 'int not null',
        content: 'text not null',
        isSpoken: 'int not null',
        delivery: 'text',
        failure: 'text',
        raw: 'text',
        sendStartedAt: 'int',
      },
      'unique ("widgetId", "metaId")',
    );
    await index('"messagesInOrder" on messages ("conversationId", at, id)');
    await index('"messagesByArrival" on messages ("conversationId", id)');
    await index('"messagesQueued" on messages (delivery) where delivery = \'queued\'');
    await create(
      'earlyStatuses',
      {
        widgetId: 'text not null',
        metaId: 'text not null',
        delivery: 'text not null',
        failure: 'text',
        at: 'int not null',
      },
      'primary key ("widgetId", "metaId")',
    );
    await create('commands', {
      id: 'text primary key',
      agentId: 'text not null',
      fingerprint: 'text not null',
      answer: 'text not null',
      at: 'int not null',
    });
    await create('aside', {
      id: 'text primary key',
      at: 'int not null',
      reason: 'text not null',
      body: 'bytes not null',
    });
  },
});
