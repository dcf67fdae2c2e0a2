/**
 * Machine checks, each run when somebody asks and written down as a proof for everybody. A check tells
 * what it found in one word of the contract; whatever Meta does, it never throws for it.
 */

import type { WidgetId } from '@deskside/shared/ids';
import type { Widget } from '@deskside/shared/models';
import { type CheckName, checkSubjects, type Proof } from '@deskside/shared/proofs';
import { AppError } from '../../errors.ts';
import { saveProof } from '../../store/proofs.ts';
import { widgetById, widgetByPhone } from '../../store/widgets.ts';
import type { Keys } from '../keys.ts';
import type { Finding, ServerContext, WidgetContext } from './finding.ts';
import * as here from './here.ts';
import * as meta from './meta.ts';
import { numberKnown } from './number.ts';
import * as server from './server.ts';

type ServerCheck = (context: ServerContext) => Promise<Finding>;
type WidgetCheck = (context: WidgetContext) => Promise<Finding>;

const serverChecks: Partial<Record<CheckName, ServerCheck>> = {
  'public-address': server.publicAddress,
  'verify-token': server.verifyToken,
  challenge: server.challenge,
  signature: server.signature,
  fields: server.fields,
};

const widgetChecks: Partial<Record<CheckName, WidgetCheck>> = {
  permissions: meta.permissions,
  'app-subscribed': meta.appSubscribed,
  override: meta.override,
  'number-state': meta.numberState,
  'contacts-synced': meta.contactsSynced,
  'first-delivery': here.firstDelivery,
  deliveries: here.deliveries,
  'last-paid': here.lastPaid,
  'draft-here': here.draftHere,
  unsubscribed: here.unsubscribed,
  unlinked: here.unlinked,
};

/** What a machine can put right. They answer with what stopped them, or null to look again. */
const widgetFixes: Partial<Record<CheckName, (context: WidgetContext) => Promise<Finding | null>>> =
  {
    'app-subscribed': meta.fixSubscribed,
    override: meta.fixOverride,
    'contacts-synced': meta.fixContacts,
    unsubscribed: here.unsubscribed,
  };

export type CheckDeps = Pick<
  WidgetContext,
  'store' | 'reach' | 'publicUrl' | 'probe' | 'unsubscriber'
> & {
  keys: Keys;
  clock: () => number;
};

export interface CheckCall {
  check: CheckName;
  subject: string;
  webhookUrl: string;
}

export const createChecks = (deps: CheckDeps) => {
  const { store, reach, keys, clock } = deps;

  /** A number may stand for its widget: a checklist about a number knows only that. */
  const widgetOf = async (subject: string) =>
    (await widgetById(store.read, subject as WidgetId)) ??
    (/^\+\d+$/.test(subject) ? await widgetByPhone(store.read, subject) : undefined);

  const serverContext = async (
    { webhookUrl }: CheckCall,
    accountId: string | null,
    isPractice: boolean,
  ): Promise<ServerContext> => ({
    ...deps,
    webhookUrl,
    ring: await keys.read(),
    now: clock(),
    line: await reach.appFor(isPractice ? accountId : null),
    isPractice,
  });

  const widgetContext = async (call: CheckCall): Promise<WidgetContext> => {
    const widget = await widgetOf(call.subject);
    if (!widget) throw new AppError(404, 'not-found', 'There is no such widget.');
    const { accountId } = widget;
    const context = await serverContext(call, accountId, widget.isPractice === 1);
    const graph = await reach.graphFor(accountId);
    return { ...context, widget, graph, unsubscriber: deps.unsubscriber };
  };

  /** For what concerns the server, the practice number stands for a server of its own. */
  const contextOf = async (call: CheckCall): Promise<ServerContext> => {
    const widget = call.subject ? await widgetOf(call.subject) : undefined;
    return serverContext(call, widget?.accountId ?? null, widget?.isPractice === 1);
  };

  const find = async (call: CheckCall): Promise<Finding> => {
    const ofServer = serverChecks[call.check];
    if (ofServer) return ofServer(await contextOf(call));
    const ofWidget = widgetChecks[call.check];
    if (ofWidget) return ofWidget(await widgetContext(call));
    if (!/\d{4}/.test(call.subject))
      throw new AppError(400, 'bad-request', 'subject: a phone number');
    return numberKnown(await contextOf({ ...call, subject: '' }), call.subject);
  };

  const keep = ({ check, subject }: CheckCall, finding: Finding): Promise<Proof> => {
    const { isOk, word, detail, by = 'deskside', at = clock() } = finding;
    return store.write((tx) => saveProof(tx, { check, subject, isOk, word, detail, by, at }));
  };

  const run = async (call: CheckCall): Promise<Proof> => keep(call, await find(call));

  const fix = async (call: CheckCall): Promise<Proof> => {
    const ofWidget = widgetFixes[call.check];
    if (!ofWidget && call.check !== 'fields')
      throw new AppError(400, 'bad-request', 'A machine can’t do this.');
    const finding = ofWidget
      ? await ofWidget(await widgetContext(call))
      : await server.fixFields(await contextOf(call));
    return keep(call, finding ?? (await find(call)));
  };

  return {
    run,
    fix,
    /** Of a number that has just been linked: the address book is asked for, which Meta gives once. So
     * the fields come first, or it goes nowhere. An app that delivers to another address is left alone;
     * the checklist tells. */
    welcome: async ({ id, isPractice }: Widget, webhookUrl: string): Promise<void> => {
      const fields = { check: 'fields', subject: isPractice ? id : '', webhookUrl } as const;
      const found = await run(fields);
      const { isOk } = found.word === 'fields-missing' ? await fix(fields) : found;
      const contacts = { check: 'contacts-synced', subject: id, webhookUrl } as const;
      await (isOk ? fix(contacts) : run(contacts));
    },
  };
};
export type Checks = ReturnType<typeof createChecks>;

export const subjectKind = (check: CheckName): 'server' | 'widget' | 'number' =>
  checkSubjects[check];
