/**
 * The one place that speaks to the network for us. An answer is never thrown: what matters to a caller is
 * whether Meta answered, certainly never heard of it, or may have heard.
 */

export interface Request {
  method: 'GET' | 'POST' | 'DELETE';
  /** Already encoded. */
  path: string;
  query?: Record<string, string>;
  body?: object;
  timeoutMs?: number;
}

export type Answer =
  | { kind: 'answered'; status: number; body: unknown }
  | { kind: 'unheard' }
  | { kind: 'lost' };

/** Somebody who plays Graph: Meta itself, or the practice number. */
export type Call = (request: Request, token: string) => Promise<Answer>;

/** An admin waits for these; the extension's own patience is twenty seconds. */
const PATIENCE_MS = 8_000;

/** What fails while these are tried fails before any byte of the request can have reached Meta. */
const unheardCalls = new Set(['connect', 'getaddrinfo']);

export const openCall =
  (baseUrl: string, patienceMs = PATIENCE_MS): Call =>
  async ({ method, path, query, body, timeoutMs = patienceMs }, token) => {
    const search = query ? `?${new URLSearchParams(query)}` : '';
    try {
      const response = await fetch(`${baseUrl}${path}${search}`, {
        method,
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(timeoutMs),
      });
      return {
        kind: 'answered',
        status: response.status,
        body: parseJson(await response.text()),
      };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return { kind: wasUnheard(error) ? 'unheard' : 'lost' };
    }
  };

const wasUnheard = ({ cause }: Error): boolean =>
  cause instanceof AggregateError ? cause.errors.every(isUnheard) : isUnheard(cause);

const isUnheard = (cause: unknown): boolean => {
  if (!(cause instanceof Error)) return false;
  const { syscall, code } = cause as NodeJS.ErrnoException;
  return unheardCalls.has(syscall ?? '') || code === 'UND_ERR_CONNECT_TIMEOUT';
};

/** A proxy in between may answer with a page. */
const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};
