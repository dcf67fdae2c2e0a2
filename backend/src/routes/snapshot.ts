/** Where a panel starts from, and how it reads further back. */
import { endpoints } from '@deskside/shared/api';
import type { ConversationId } from '@deskside/shared/ids';
import { compress } from 'hono/compress';
import { AppError } from '../errors.ts';
import { readThread, takeSnapshot } from '../inbox/snapshot.ts';
import { conversationById } from '../store/conversations.ts';
import type { App, Deps } from './context.ts';

export const snapshotRoutes = (app: App, { store }: Deps): void => {
  app.get(endpoints.snapshot.path, compress(), async (c) =>
    c.json(await takeSnapshot(store, c.get('caller').agent)),
  );

  app.get(endpoints.thread.path, async (c) => {
    const id = c.req.param('id') as ConversationId;
    if (!(await conversationById(store.read, id)))
      throw new AppError(404, 'not-found', 'There is no such conversation.');
    const { at, before } = c.req.query();
    if (at === undefined || before === undefined) return c.json(await readThread(store.read, id));
    if (!/^\d{1,16}$/.test(at))
      throw new AppError(400, 'bad-request', 'at: a time in milliseconds');
    return c.json(await readThread(store.read, id, { at: Number(at), id: before }));
  });
};
