/**
 * All tables as they are now, for a fresh database; one that is older comes here step by step, by the
 * files beside this one, which are append-only. Whoever adds a step changes this too: a test compares.
 * Both databases have the same: SQLite's tables are STRICT with 64-bit INTEGERs, Postgres's have BIGINT.
 */
const TABLES: Record<string, string> = {
  log: 'id int primary key check (id = 1), seq int not null, writes int not null default 0',
  events: 'seq int primary key, at int not null, changes text not null',
  workspace: `id int primary key check (id = 1), name text not null, "timeZone" text,
    "keepDays" int`,
  agents: `id text primary key, name text not null, role text not null, "createdAt" int not null,
    "removedAt" int`,
  devices: `id text primary key, "agentId" text not null references agents (id),
    "tokenHash" text not null unique, "createdAt" int not null, "revokedAt" int, "lastSeenAt" int`,
  pairingCodes: `hash text primary key, role text not null, "expiresAt" int not null, "usedAt" int,
    "agentId" text`,
  channels: 'id text primary key, "isOn" int not null, "changedAt" int not null',
  widgets: `id text primary key, "numberId" text not null unique, "accountId" text not null,
    name text not null, phone text not null, "draftReason" text, "isPractice" int not null,
    "createdAt" int not null, "linkReason" text, "linkDetail" text,
    "checkDue" int not null default 0, "publicName" text not null default '',
    answering text not null default 'ask-then-bot', "answerAfterMinutes" int not null default 2,
    "isBotOn" int not null default 1, "handsOver" int not null default 1,
    greeting text not null default '', way text, "addedAt" int, "isOnPhone" int, unsubscribe text`,
  accounts: `"accountId" text primary key, name text not null, "portfolioId" text,
    way text not null, at int not null`,
  secrets: 'name text primary key, sealed text not null, at int not null',
  signups: `hash text primary key, "agentId" text not null, "expiresAt" int not null,
    "usedAt" int`,
  proofs: `id text primary key, "check" text not null, subject text not null, "isOk" int not null,
    at int not null, "by" text not null, word text not null, detail text not null`,
  facts: `"accountId" text not null, number text not null, kind text not null,
    subject text not null, at int not null, detail text not null,
    primary key ("accountId", number, kind, subject)`,
  contacts: `id text primary key, name text not null, phone text, username text, bsuid text,
    "personId" text not null default '', "profileName" text, "profileAt" int not null default 0,
    "profileUsername" text, "usernameAt" int not null default 0, "bookName" text,
    "bookAt" int not null default 0`,
  claims: `scope text not null, kind text not null, value text not null, holder text not null,
    "contactId" text not null, "firstAt" int not null, primary key (scope, value, kind, holder)`,
  links: `a text not null, b text not null, "by" text not null, at int not null,
    primary key (a, b, "by")`,
  conversations: `id text primary key, "contactId" text not null references contacts (id),
    "widgetId" text not null references widgets (id), "lastAt" int not null,
    "lastCustomerAt" int, "lastReplyAt" int, "lastPhoneAt" int, "lastMessageId" text,
    "unreadCount" int not null, "readUpTo" text, "sessionId" text, "lastMovedAt" int,
    "refusedAt" int, "lastHour" int not null default 0, unique ("contactId", "widgetId")`,
  sessions: `id text primary key, "conversationId" text not null references conversations (id),
    "openedAt" int not null, "lastCustomerAt" int not null, "closedAt" int, "closedBy" text`,
  closes: `id text primary key, "contactId" text not null, "widgetId" text not null,
    at int not null, "agentId" text not null, "weakKey" text`,
  // A message refers to no table: it is only ever written in the transaction that has read its
  // conversation and its widget, and looking both up again is work without a question.
  messages: `id text primary key, "conversationId" text not null, thread int not null default 0,
    "contactId" text, "weakKey" text, "widgetId" text not null, "metaId" text,
    "metaKey" text exact, origin text not null, "agentId" text, at int not null,
    content text not null, "isSpoken" int not null, "movesWindow" int not null,
    "quotedMetaId" text, extras text, "revokedAt" int, delivery text, failure text, pricing text,
    raw text, "sendStartedAt" int`,
  marks: `"widgetId" text not null, "metaId" text not null, "targetMetaId" text not null,
    kind text not null, side text not null, at int not null, content text, raw text,
    primary key ("widgetId", "metaId")`,
  earlyStatuses: `"widgetId" text not null, "metaId" text not null, delivery text not null,
    failure text, at int not null, pricing text, primary key ("widgetId", "metaId")`,
  commands: `id text primary key, "agentId" text not null, fingerprint text not null,
    answer text not null, at int not null`,
  aside: `id text primary key, at int not null, reason text not null, body bytes not null,
    "numberId" text, tries int not null default 0`,
  deliveryHours: `hour int not null, "numberId" text not null, outcome text not null,
    count int not null, "lastAt" int not null, primary key (hour, "numberId", outcome)`,
};

const INDEXES = [
  'index "contactsOfPerson" on contacts ("personId")',
  'index "claimsOfContact" on claims ("contactId")',
  'index "linksBack" on links (b)',
  'index "conversationsByHour" on conversations ("lastHour")',
  'index "sessionsInOrder" on sessions ("conversationId", "openedAt")',
  'index "sessionsByTime" on sessions ("openedAt")',
  'index "closesOfContact" on closes ("contactId", "widgetId")',
  'unique index "messagesByMetaKey" on messages ("metaKey")',
  'index "messagesInOrder" on messages (thread, at)',
  'index "messagesByTime" on messages (at)',
  `index "messagesQueued" on messages (delivery) where delivery = 'queued'`,
  'index "messagesQuoting" on messages ("widgetId", "quotedMetaId") where "quotedMetaId" is not null',
  'index "marksByTarget" on marks ("widgetId", "targetMetaId")',
];

/** What is there before anybody has done anything. */
const ROWS = [
  'log (id, seq) values (1, 0)',
  `channels values ('whatsapp', 1, 0)`,
  `workspace (id, name) values (1, '')`,
];

export const schema = (isPostgres: boolean): string[] => {
  const words: Record<string, string> = isPostgres
    ? { int: 'bigint', bytes: 'bytea', exact: 'collate "C"' }
    : { int: 'integer', bytes: 'blob', exact: '' };
  const spell = (columns: string) =>
    columns.replace(/\b(int|bytes|exact)\b/g, (word) => words[word] ?? word);
  const end = isPostgres ? '' : 'strict';
  return [
    ...Object.entries(TABLES).map(([name, it]) => `create table "${name}" (${spell(it)}) ${end}`),
    ...INDEXES.map((index) => `create ${index}`),
    ...ROWS.map((row) => `insert into ${row}`),
  ];
};
