import { ThreadPage } from '@deskside/shared/api';
import { newId } from '@deskside/shared/ids';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as bodies from '../fixtures/bodies.ts';
import { databases, makeWorld, type World } from '../make.ts';

const mei = { name: 'Mei', phone: '85291234567' };
const AT = 1_790_000_000_000;

describe.each(databases)('older messages on %s', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await makeWorld(kind, { clock: () => AT });
    // Two in each second: a page must neither lose nor repeat one where it is cut within a second.
    const said = Array.from({ length: 100 }, (_, i) =>
      bodies.textBody(mei, `m${i}`, AT + Math.floor(i / 2) * 1000, `${i}`),
    );
    for (const body of said) await world.deliver(body);
  });
  afterEach(() => world.close());

  const page = async (id: string, query = '') => {
    const response = await world.owner.ask(`/api/conversations/${id}/messages${query}`);
    expect(response.status).toBe(200);
    return ThreadPage.parse(await response.json());
  };
  const textsOf = ({ messages }: ThreadPage) =>
    messages.map(({ content }) => (content.type === 'text' ? Number(content.text) : -1));

  it('come page by page, none twice, none lost, until the start', async () => {
    const { messages, conversations } = await world.owner.snapshot();
    expect(messages).toHaveLength(40);
    const id = conversations[0]?.id ?? '';
    const seen: number[] = [];
    let at = '';
    for (let isStart = false; !isStart; ) {
      const next = await page(id, at);
      seen.unshift(...textsOf(next));
      isStart = next.isStart;
      at = `?at=${next.messages[0]?.at}&before=${next.messages[0]?.id}`;
      expect(next.sessions).toHaveLength(1);
    }
    expect(seen).toEqual(Array.from({ length: 100 }, (_, i) => i));
  });

  it('are asked for with a conversation that exists and a place that is one', async () => {
    const { conversations } = await world.owner.snapshot();
    const ask = (id: string, query = '') =>
      world.owner.ask(`/api/conversations/${id}/messages${query}`);
    expect((await ask(newId())).status).toBe(404);
    expect((await ask(conversations[0]?.id ?? '', '?at=soon&before=x')).status).toBe(400);
  });
});

describe('the description for other programs', () => {
  it('names every path, with what it takes', async () => {
    const world = await makeWorld();
    const response = await fetch(`${world.server.url}/api/openapi.json`);
    const { paths } = (await response.json()) as {
      paths: Record<string, Record<string, { parameters?: { name: string }[] }>>;
    };
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/api/commands', '/api/events', '/webhooks/whatsapp', '/healthz']),
    );
    const names = paths['/api/events']?.get?.parameters?.map(({ name }) => name);
    expect(names).toEqual(['after', 'protocol']);
    await world.close();
  });
});
