/** The only fetch. Answers are parsed here; what is wrong becomes an ApiError that says whose move it
 * is: `unreachable` is worth another try, everything else is not. */
import {
  Changes,
  CodeReply,
  CommandReply,
  ErrorReply,
  endpoints,
  FactsReply,
  Original,
  PairReply,
  PROTOCOL,
  Snapshot,
  ThreadPage,
} from '@deskside/shared/api';
import type { Command } from '@deskside/shared/commands';
import type { Role } from '@deskside/shared/models';
import * as z from 'zod/mini';

export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  /** What the server named about it. */
  readonly detail: Readonly<Record<string, string>>;

  constructor(code: string, status: number, detail: Readonly<Record<string, string>> = {}) {
    super(code);
    this.code = code;
    this.status = status;
    this.detail = detail;
  }

  /** The server refused for good; asking again gets the same answer. */
  get isFinal(): boolean {
    return this.status >= 400 && this.status < 500 && this.status !== 429;
  }
}

export interface Access {
  server: string;
  token: string;
}

/** A request that takes longer would rather be made again. */
const TIMEOUT_MS = 20_000;
/** A whole inbox over a poor line takes its time. */
const SNAPSHOT_TIMEOUT_MS = 180_000;

const ask = async (url: string, options: RequestInit): Promise<Response> => {
  let response: Response;
  try {
    response = await fetch(url, options);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ApiError('unreachable', 0);
  }
  if (response.ok) return response;
  const parsed = ErrorReply.safeParse(await response.json().catch(() => null));
  if (!parsed.success) throw new ApiError('not-deskside', response.status);
  const { code, detail } = parsed.data.error;
  throw new ApiError(code, response.status, detail);
};

export const call = async <S extends z.ZodMiniType>(
  access: Access,
  path: string,
  schema: S,
  options: { method?: string; body?: unknown; signal?: AbortSignal; timeoutMs?: number } = {},
): Promise<z.infer<S>> => {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  const response = await ask(access.server + path, {
    method: options.method ?? 'GET',
    headers: {
      authorization: `Bearer ${access.token}`,
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
  }).catch((error: unknown) => {
    throw timeout.aborted ? new ApiError('unreachable', 0) : error;
  });
  const parsed = schema.safeParse(await response.json().catch(() => null));
  if (!parsed.success) throw new ApiError('misread', response.status);
  return parsed.data;
};

const Version = z.object({ protocol: z.int() });

/** Another protocol is found out before the rest is read by rules that may no longer hold. */
export const getSnapshot = async (access: Access, signal?: AbortSignal): Promise<Snapshot> => {
  const raw = await call(access, endpoints.snapshot.path, z.unknown(), {
    timeoutMs: SNAPSHOT_TIMEOUT_MS,
    ...(signal ? { signal } : {}),
  });
  const version = Version.safeParse(raw);
  if (version.success && version.data.protocol !== PROTOCOL)
    throw new ApiError(version.data.protocol < PROTOCOL ? 'older' : 'newer', 0);
  const snapshot = Snapshot.safeParse(raw);
  if (!snapshot.success) throw new ApiError('misread', 0);
  return snapshot.data;
};

export const getChanges = (access: Access, after: number) =>
  call(access, `${endpoints.changes.path}?after=${after}&protocol=${PROTOCOL}`, Changes);

export const getThread = (access: Access, id: string, before?: { at: number; id: string }) => {
  const path = endpoints.thread.path.replace(':id', encodeURIComponent(id));
  const query = before ? `?at=${before.at}&before=${encodeURIComponent(before.id)}` : '';
  return call(access, path + query, ThreadPage);
};

export const getOriginal = (access: Access, id: string) =>
  call(access, endpoints.original.path.replace(':id', encodeURIComponent(id)), Original);

export const postCommand = (access: Access, command: Command) =>
  call(access, endpoints.command.path, CommandReply, { method: 'POST', body: command });

export const makeCode = (access: Access, role: Role) =>
  call(access, endpoints.makeCode.path, CodeReply, { method: 'POST', body: { role } });

export const getFacts = (access: Access, id: string) =>
  call(access, endpoints.facts.path.replace(':id', encodeURIComponent(id)), FactsReply);

export const revokeThis = (access: Access) =>
  call(access, endpoints.revoke.path.replace(':id', 'current'), z.unknown(), { method: 'DELETE' });

/** The stream's bytes. It has no timeout: whoever reads it listens for silence. */
export const openEvents = async (
  access: Access,
  after: number,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> => {
  const path = `${endpoints.events.path}?after=${after}&protocol=${PROTOCOL}`;
  const response = await ask(access.server + path, {
    headers: { authorization: `Bearer ${access.token}` },
    signal,
  });
  if (!response.body) throw new ApiError('unreachable', 0);
  return response.body;
};

const Health = z.object({ name: z.literal('deskside') });

/** What stands at an address, for a sentence that helps. */
export const whatAnswers = async (
  server: string,
): Promise<'deskside' | 'something-else' | 'nothing'> => {
  const signal = AbortSignal.timeout(8_000);
  try {
    const response = await fetch(`${server}/healthz`, { signal });
    const parsed = Health.safeParse(await response.json());
    return parsed.success ? 'deskside' : 'something-else';
  } catch {
    // Another server doesn't let us read its answer. That it answered at all shows without reading.
    return fetch(server, { mode: 'no-cors', signal }).then(
      () => 'something-else',
      () => 'nothing',
    );
  }
};

export const postPair = (server: string, code: string, name: string) =>
  call({ server, token: '' }, endpoints.pair.path, PairReply, {
    method: 'POST',
    body: { code, name },
  });
