/**
 * The local copy. Server rows are a cache: they may be dropped and fetched again at any time. The
 * outbox, the drafts and the checklists' progress are ours alone, and carried through every rebuild. One database per
 * server, so that pairing with another one mixes nothing.
 */
import { Progress } from '@deskside/shared/checklists/progress';
import { Command } from '@deskside/shared/commands';
import type {
  Agent,
  Channel,
  Contact,
  Conversation,
  Message,
  Session,
  Widget,
} from '@deskside/shared/models';
import type { Proof } from '@deskside/shared/proofs';
import { Dexie, type DexieOptions, type Table } from 'dexie';
import * as z from 'zod/mini';
import type { Placed } from './lanes.ts';

/** A command on its way to the server. `accepted` waits for the event that carries its id. */
export const OutboxRow = z.object({
  id: z.string(),
  conversationId: z.string(),
  command: Command,
  createdAt: z.number(),
  state: z.enum(['waiting', 'accepted', 'refused']),
  error: z.nullable(z.string()),
});
export type OutboxRow = z.infer<typeof OutboxRow>;

/** `by` is the page that wrote it, so that a page isn't handed back what it wrote a moment ago. */
export const Draft = z.object({ conversationId: z.string(), text: z.string(), by: z.string() });
export type Draft = z.infer<typeof Draft>;

/** How far back the copy of a thread reaches without a gap. */
export interface ThreadRow {
  conversationId: string;
  fromAt: number;
  fromId: string;
  isStart: boolean;
}

export type Phase =
  | 'connecting'
  | 'catching-up'
  | 'live'
  | 'offline'
  | 'revoked'
  | 'older'
  | 'newer';

export interface ConnectionRow {
  key: 'connection';
  phase: Phase;
  since: number;
  /** When the leader last heard from the server; a leader that went silent is replaced. */
  heardAt: number;
}
export interface CursorRow {
  key: 'cursor';
  seq: number;
  pairingId: string;
}
export type StateRow = ConnectionRow | CursorRow;

export interface LocalDb extends Dexie {
  agents: Table<Agent, string>;
  channels: Table<Channel, string>;
  widgets: Table<Widget, string>;
  contacts: Table<Contact, string>;
  conversations: Table<Conversation & Placed, string>;
  sessions: Table<Session, string>;
  messages: Table<Message, string>;
  proofs: Table<Proof, string>;
  threads: Table<ThreadRow, string>;
  outbox: Table<OutboxRow, string>;
  drafts: Table<Draft, string>;
  checklists: Table<Progress, string>;
  state: Table<StateRow, string>;
}

export const cacheTables = [
  'agents',
  'channels',
  'widgets',
  'contacts',
  'conversations',
  'sessions',
  'messages',
  'proofs',
  'threads',
] as const;

const stores = {
  agents: 'id',
  channels: 'id',
  widgets: 'id',
  contacts: 'id',
  conversations: 'id, lastMessage.at, [lane+lastMessage.at], laneUntil, calls',
  sessions: 'id, conversationId',
  messages: 'id, [conversationId+at]',
  proofs: 'id, check, subject',
  threads: 'conversationId',
  outbox: 'id, conversationId',
  drafts: 'conversationId',
  checklists: 'id, agentId',
  state: 'key',
};
const VERSION = 2;

export interface Local {
  db: LocalDb;
  /** What the person should know about it, if anything. */
  notice: 'in-memory' | 'rebuilt' | null;
}

/** Strict: what was typed is on the disk when the box is emptied; it costs 0.3 ms a change. No cache:
 * with it, views are drawn once for what is about to be written and once more for what was. */
const define = (name: string, options?: DexieOptions): LocalDb => {
  const db = new Dexie(name, {
    chromeTransactionDurability: 'strict',
    cache: 'disabled',
    ...options,
  }) as LocalDb;
  db.version(VERSION).stores(stores);
  return db;
};

export const openLocal = async (server: string): Promise<Local> => {
  const name = `deskside ${server}`;
  const db = define(name);
  try {
    await db.open();
    if (isWhole(db)) return { db, notice: null };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
  db.close();
  return rebuild(name);
};

/** Dexie opens a newer or a foreign database as it finds it; ours has every table, at our version. */
const isWhole = (db: LocalDb) =>
  db.backendDB().version === VERSION * 10 &&
  Object.keys(stores).every((table) => db.backendDB().objectStoreNames.contains(table));

const rebuild = async (name: string): Promise<Local> => {
  // What can be read of ours is in hand before anything is deleted, and goes on in memory if the disk
  // fails then. A database that doesn't even open has nothing to give.
  const ours = await rescue(name).catch(expected({ outbox: [], drafts: [], checklists: [] }));
  const onDisk = async (): Promise<LocalDb> => {
    await Dexie.delete(name);
    return fill(define(name), ours);
  };
  const db = await onDisk().catch(expected(null));
  if (db) return { db, notice: 'rebuilt' };
  return { db: await fill(await defineInMemory(name), ours), notice: 'in-memory' };
};

interface Ours {
  outbox: OutboxRow[];
  drafts: Draft[];
  checklists: Progress[];
}

/** Whatever a disk may throw; only what isn't an error at all is passed on. */
const expected =
  <T>(instead: T) =>
  (error: unknown): T => {
    if (error instanceof Error) return instead;
    throw error;
  };

const fill = async (db: LocalDb, { outbox, drafts, checklists }: Ours): Promise<LocalDb> => {
  await db.open();
  await db.transaction('rw', db.outbox, db.drafts, db.checklists, async () => {
    await db.outbox.bulkPut(outbox);
    await db.drafts.bulkPut(drafts);
    await db.checklists.bulkPut(checklists);
  });
  return db;
};

/** Reads what is ours from a database of any version, past everything that isn't. */
const rescue = async (name: string): Promise<Ours> => {
  const old = new Dexie(name);
  try {
    await old.open();
    const rows = async <T>(table: string, schema: z.ZodMiniType<T>): Promise<T[]> => {
      if (!old.tables.some((one) => one.name === table)) return [];
      // One table that can't be read mustn't cost the other.
      const found = await old.table<unknown>(table).toArray().catch(expected([]));
      return found.flatMap((row) => {
        const parsed = schema.safeParse(row);
        return parsed.success ? [parsed.data] : [];
      });
    };
    return {
      outbox: await rows('outbox', OutboxRow),
      drafts: await rows('drafts', Draft),
      checklists: await rows('checklists', Progress),
    };
  } finally {
    old.close();
  }
};

/** A private window may refuse IndexedDB. The same code then runs on one made of memory, fetched only
 * when it is needed. */
const defineInMemory = async (name: string): Promise<LocalDb> => {
  const { IDBFactory, IDBKeyRange } = await import('fake-indexeddb');
  return define(name, { indexedDB: new IDBFactory(), IDBKeyRange });
};
