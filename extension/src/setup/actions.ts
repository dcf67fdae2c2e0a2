/** What an admin does, as functions of the page. Each answers at once or when the server has; what
 * came of it arrives by the stream. */
import type { LookReply, SetupReply } from '@deskside/shared/api-setup';
import type { Command } from '@deskside/shared/commands';
import { newId } from '@deskside/shared/ids';
import type { Widget } from '@deskside/shared/models';
import type { CheckName } from '@deskside/shared/proofs';
import { ApiError, postCommand } from '../api.ts';
import { getSetup, postCheck, postFix, postLook, postSignup, postWidget } from '../api-setup.ts';
import type { Pairing } from '../settings.ts';

/** Why it couldn't be done; `unreachable` is worth another try. */
export interface Refusal {
  code: string;
  detail: Readonly<Record<string, string>>;
}
export type Outcome<T> = { value: T; refusal: null } | { value: null; refusal: Refusal };

/** A command as it is asked for; its id is made here. */
type Asked = Command extends infer C ? (C extends Command ? Omit<C, 'id'> : never) : never;

export interface SetupActions {
  command: (asked: Asked) => Promise<Refusal | null>;
  check: (check: CheckName, subject: string) => Promise<Refusal | null>;
  fix: (check: CheckName, subject: string) => Promise<Refusal | null>;
  info: () => Promise<SetupReply | null>;
  look: (accountId: string, token: string | null) => Promise<Outcome<LookReply>>;
  add: (
    accountId: string,
    numberId: string,
    token: string | null,
  ) => Promise<Outcome<{ widget: Widget }>>;
  signup: () => Promise<Outcome<{ link: string }>>;
}

const outcome = async <T>(asked: Promise<T>): Promise<Outcome<T>> => {
  try {
    return { value: await asked, refusal: null };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { value: null, refusal: { code: error.code, detail: error.detail } };
  }
};

export const createSetupActions = (pairing: Pairing): SetupActions => ({
  command: async (asked) =>
    (await outcome(postCommand(pairing, { ...asked, id: newId() } as Command))).refusal,
  check: async (check, subject) => (await outcome(postCheck(pairing, check, subject))).refusal,
  fix: async (check, subject) => (await outcome(postFix(pairing, check, subject))).refusal,
  info: async () => (await outcome(getSetup(pairing))).value,
  look: (accountId, token) => outcome(postLook(pairing, accountId, token)),
  add: (accountId, numberId, token) => outcome(postWidget(pairing, { accountId, numberId, token })),
  signup: () => outcome(postSignup(pairing)),
});
