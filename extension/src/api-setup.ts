/** What setting up asks of the server. */
import { endpoints } from '@deskside/shared/api';
import {
  AddWidgetReply,
  CheckReply,
  LookReply,
  SetupReply,
  SignupReply,
} from '@deskside/shared/api-setup';
import type { CheckName } from '@deskside/shared/proofs';
import { type Access, call } from './api.ts';

/** Meta may take its time, and so may the server that asks it. */
const META_TIMEOUT_MS = 45_000;
const post = (body: object) => ({ method: 'POST', body, timeoutMs: META_TIMEOUT_MS });

export const getSetup = (access: Access) => call(access, endpoints.setup.path, SetupReply);

export const postCheck = (access: Access, check: CheckName, subject: string) =>
  call(access, endpoints.check.path, CheckReply, post({ check, subject }));

/** Does at Meta what would make the check good, and checks again. */
export const postFix = (access: Access, check: CheckName, subject: string) =>
  call(access, endpoints.fix.path, CheckReply, post({ check, subject }));

export const postLook = (access: Access, accountId: string, token: string | null) =>
  call(access, endpoints.look.path, LookReply, post({ accountId, token }));

export const postWidget = (
  access: Access,
  body: { accountId: string; numberId: string; token: string | null },
) => call(access, endpoints.addWidget.path, AddWidgetReply, post(body));

export const postSignup = (access: Access) =>
  call(access, endpoints.signup.path, SignupReply, post({}));
