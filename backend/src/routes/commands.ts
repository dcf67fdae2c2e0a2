/** The door for everything a person asks for. What a command means is decided in inbox/. */
import { endpoints } from '@deskside/shared/api';
import { Command, commandTypes, TEXT_MAX } from '@deskside/shared/commands';
import { AppError } from '../errors.ts';
import { obey } from '../inbox/commands.ts';
import { readUnknown } from './body.ts';
import type { App, Deps } from './context.ts';

export const commandRoutes = (app: App, deps: Deps): void => {
  const { store, sender, deliveries, unsubscriber, practice, clock, log } = deps;
  app.post(endpoints.command.path, async (c) => {
    const command = parse(await readUnknown(c));
    const { agent } = c.get('caller');
    const answer = await store.write((tx) => obey(tx, agent, command, clock()));
    log.reply.info({ commandId: command.id, type: command.type }, 'command done');
    if (command.type === 'reply') sender.wake();
    if (command.type === 'disconnect-widget') unsubscriber.wake();
    if (command.type === 'remove-practice') practice.stop();
    if (command.type === 'retry-aside') await deliveries.tryAgain(command.asideId);
    return c.json(answer);
  });
};

/** The two mistakes that a person can make have codes of their own. */
const parse = (body: unknown): Command => {
  const parsed = Command.safeParse(body);
  if (parsed.success) return parsed.data;
  const { type, text } = (typeof body === 'object' && body !== null ? body : {}) as {
    type?: unknown;
    text?: unknown;
  };
  if (!commandTypes.some((known) => known === type))
    throw new AppError(400, 'unknown-command', 'This server knows no such command.');
  if (typeof text === 'string' && text.length > TEXT_MAX)
    throw new AppError(422, 'text-too-long', `A text has at most ${TEXT_MAX} characters.`);
  const [issue] = parsed.error.issues;
  throw new AppError(400, 'bad-request', `${issue?.path.join('.') ?? 'body'}: ${issue?.message}`);
};
