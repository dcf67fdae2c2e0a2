/**
 * A Meta that misbehaves on request: a real HTTP server that takes messages as the Graph API does,
 * remembers them, and signs and delivers webhooks. What it knows of accounts is graph.ts's.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sign } from '@deskside/backend/meta/verify';
import { type Asked, type FakeState, answer as graphAnswer, makeState, refuse } from './graph.ts';

export interface TakenMessage {
  numberId: string;
  metaId: string;
  to?: string;
  recipient?: string;
  text: string;
  ourId: string;
  authorization: string | undefined;
}

/** What Meta does with the next messages. */
export type Mood =
  | { kind: 'well' }
  | { kind: 'refuse'; status: number; code: number }
  /** Takes the message and hangs up before answering. */
  | { kind: 'hang-up' }
  /** Answers only when told to. */
  | { kind: 'wait'; until: Promise<void> };

export interface FakeMeta {
  graphUrl: string;
  taken: TakenMessage[];
  mood: Mood;
  /** What it answers when it is asked how a number is, instead of what its state says. */
  number: { status: number; body: object } | null;
  /** What that answer waits for. */
  late: Promise<void> | null;
  /** Which other questions, as "DELETE /…", wait for what before they are answered. */
  hold: { on: RegExp; until: Promise<void> } | null;
  state: FakeState;
  /** Signs a body and posts it; answers with the status. */
  deliver: (webhook: string, body: object | string, secret?: string) => Promise<number>;
  close: () => Promise<void>;
}

export const SECRET = 'test_app_secret';

export const startFakeMeta = async (): Promise<FakeMeta> => {
  let count = 0;
  const server = createServer(async (request, response) => {
    const text = await readAll(request);
    const mood = meta.mood;
    const answer = (status: number, value: object) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    const url = new URL(request.url ?? '', meta.graphUrl);
    const path = url.pathname.replace(/^\/v25\.0/, '');
    if (!path.endsWith('/messages')) {
      const asked: Asked = {
        method: request.method ?? 'GET',
        path,
        query: url.searchParams,
        body: text ? JSON.parse(text) : {},
        bearer: request.headers.authorization?.replace('Bearer ', '') ?? '',
      };
      const told = await look(asked);
      return told && answer(told.status, told.body);
    }
    const body = JSON.parse(text);
    if (mood.kind === 'refuse')
      return answer(mood.status, { error: { code: mood.code, message: 'refused' } });
    count += 1;
    const metaId = `wamid.fake.${count}`;
    meta.taken.push({
      numberId: request.url?.split('/').at(-2) ?? '',
      metaId,
      to: body.to,
      recipient: body.recipient,
      text: body.text.body,
      ourId: body.biz_opaque_callback_data,
      authorization: request.headers.authorization,
    });
    if (mood.kind === 'hang-up') return response.destroy();
    if (mood.kind === 'wait') await mood.until;
    answer(200, { messaging_product: 'whatsapp', messages: [{ id: metaId }] });
  });
  /** Null for silence. */
  const look = async (asked: Asked) => {
    const { state } = meta;
    const line = `${asked.method} ${asked.path}`;
    state.calls.push(line);
    if (state.silent?.test(line)) return null;
    if (meta.hold?.on.test(line)) await meta.hold.until;
    const refusal = state.refusals.find(({ on }) => on.test(line));
    if (refusal) return refuse(refusal.code, refusal.status);
    if (meta.number && /^GET \/\d+$/.test(line) && !state.accounts.has(asked.path.slice(1))) {
      const { number } = meta;
      await meta.late;
      return number;
    }
    return graphAnswer(state, asked, challenge);
  };

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const meta: FakeMeta = {
    graphUrl: `http://127.0.0.1:${port}/v25.0`,
    taken: [],
    mood: { kind: 'well' },
    number: null,
    late: null,
    hold: null,
    state: makeState(SECRET),
    deliver: async (webhook, body, secret = SECRET) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const response = await fetch(webhook, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-hub-signature-256': sign(text, secret) },
        body: text,
      });
      await response.arrayBuffer();
      return response.status;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return meta;
};

/** As Meta does before it accepts an address: asks it for what it was told to answer. */
const challenge = async (address: string, word: string): Promise<boolean> => {
  const query = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.challenge': '1158201444',
    'hub.verify_token': word,
  });
  const response = await fetch(`${address}?${query}`);
  return response.ok && (await response.text()) === '1158201444';
};

const readAll = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};
