/** What the manage page asks the server for. Nothing of it is kept here: it is read when it is looked
 * at. Each answers with what it asked for, or with the word for what stood in the way. */
import {
  AsideReply,
  CodeReply,
  CommandReply,
  endpoints,
  FactsReply,
  MergesReply,
} from '@deskside/shared/api';
import { type SecretName, SetupReply } from '@deskside/shared/api-setup';
import type { Command } from '@deskside/shared/commands';
import { type AgentId, newId } from '@deskside/shared/ids';
import {
  DeliveriesReply,
  MetricsReply,
  PeopleReply,
  WorkspaceReply,
  type WorkspaceSettings,
} from '@deskside/shared/manage';
import type { Role } from '@deskside/shared/models';
import type { CheckName } from '@deskside/shared/proofs';
import * as z from 'zod/mini';
import { type Access, ApiError, call } from '../api.ts';
import { postCheck } from '../api-setup.ts';
import type { ManageWords } from '../i18n/manage-words.ts';

export type ErrorWord = keyof ManageWords['errors'];
export type Answer<T> = { value: T } | { error: ErrorWord };

const known: Record<string, ErrorWord> = {
  unreachable: 'unreachable',
  forbidden: 'forbidden',
  'not-found': 'not-found',
  'last-owner': 'last-owner',
  'bad-request': 'bad-request',
  'already-merged': 'already-merged',
  'not-merged': 'not-merged',
  unauthorized: 'unauthorized',
};

const answer = async <T>(asking: Promise<T>): Promise<Answer<T>> => {
  try {
    return { value: await asking };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { error: known[error.code] ?? 'other' };
  }
};

const read = <S extends z.ZodMiniType>(access: Access, path: string, schema: S) =>
  answer(call(access, path, schema));

const change = (access: Access, method: 'POST' | 'DELETE', path: string, body?: object) =>
  answer(call(access, path, z.unknown(), body ? { method, body } : { method }));

const withId = (path: string, id: string) => path.replace(':id', encodeURIComponent(id));

/** Counting a year's worth of messages for the first time may take a while. */
const COUNT_TIMEOUT_MS = 60_000;

export const readMetrics = (access: Access) =>
  answer(call(access, endpoints.metrics.path, MetricsReply, { timeoutMs: COUNT_TIMEOUT_MS }));
export const readPeople = (access: Access) => read(access, endpoints.people.path, PeopleReply);
export const readDeliveries = (access: Access) =>
  read(access, endpoints.deliveries.path, DeliveriesReply);
export const readAside = (access: Access) => read(access, endpoints.aside.path, AsideReply);
export const readMerges = (access: Access) => read(access, endpoints.merges.path, MergesReply);
export const readWorkspace = (access: Access) =>
  read(access, endpoints.workspace.path, WorkspaceReply);
export const readSetup = (access: Access) => read(access, endpoints.setup.path, SetupReply);
export const readFacts = (access: Access, id: string) =>
  read(access, withId(endpoints.facts.path, id), FactsReply);

/** Null takes it away. */
export const enterSecret = (access: Access, name: SecretName, value: string | null) =>
  change(access, 'POST', endpoints.secrets.path, { name, value });
/** What it finds arrives by the stream as well, for every admin. */
export const checkWidget = (access: Access, check: CheckName, widgetId: string) =>
  answer(postCheck(access, check, widgetId));
export const saveWorkspace = (access: Access, settings: WorkspaceSettings) =>
  change(access, 'POST', endpoints.saveWorkspace.path, settings);
export const giveRole = (access: Access, id: string, role: Role) =>
  change(access, 'POST', withId(endpoints.changeRole.path, id), { role });
export const removePerson = (access: Access, id: string) =>
  change(access, 'DELETE', withId(endpoints.removePerson.path, id));
export const revokeDevice = (access: Access, id: string) =>
  change(access, 'DELETE', withId(endpoints.revoke.path, id));

/** With a person's id it is for one more browser of theirs. */
export const makeLink = (access: Access, role: Role, agentId?: AgentId) =>
  answer(
    call(access, endpoints.makeCode.path, CodeReply, {
      method: 'POST',
      body: { role, ...(agentId ? { agentId } : {}) },
    }),
  );

type Asked<T extends Command['type']> = Omit<Extract<Command, { type: T }>, 'id'>;

/** Asked once, by a person who waits for the answer: the outbox is for what must not get lost. */
export const command = (
  access: Access,
  asked: Asked<'merge'> | Asked<'unmerge'> | Asked<'retry-aside'>,
) =>
  answer(
    call(access, endpoints.command.path, CommandReply, {
      method: 'POST',
      body: { id: newId(), ...asked },
    }),
  );
