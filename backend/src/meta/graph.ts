/** Meta's Graph API with one token in hand, one function per call. Whoever plays Graph plays `Call`; all
 * that is said to it and read from its answers stands in this room. */
import {
  type AccountInfo,
  readAccount,
  readApps,
  type SubscribedApp,
  subscribeApp,
  unsubscribeApp,
} from './accounts.ts';
import { type AppKeys, debugToken, type TokenInfo } from './apps.ts';
import type { Call } from './call.ts';
import {
  listNumbers,
  type NumberInfo,
  type NumberState,
  readNumber,
  setOverride,
  stateOf,
  syncContacts,
} from './numbers.ts';
import type { Result } from './problem.ts';
import { type Outcome, sendText, type TextToSend } from './send.ts';

export interface Graph {
  hasToken: boolean;
  sendText: (message: TextToSend) => Promise<Outcome>;
  numberState: (numberId: string) => Promise<NumberState>;
  readNumber: (numberId: string) => Promise<Result<NumberInfo>>;
  listNumbers: (accountId: string) => Promise<Result<NumberInfo[]>>;
  setOverride: (numberId: string, address: string, word: string) => Promise<Result<unknown>>;
  syncContacts: (numberId: string) => Promise<Result<string>>;
  readAccount: (accountId: string) => Promise<Result<AccountInfo>>;
  readApps: (accountId: string) => Promise<Result<SubscribedApp[]>>;
  subscribeApp: (accountId: string) => Promise<Result<unknown>>;
  unsubscribeApp: (accountId: string) => Promise<Result<unknown>>;
  debugToken: () => Promise<Result<TokenInfo>>;
}

export const openGraph = (call: Call, token: string | null, app: AppKeys | null): Graph => {
  const key = token ?? '';
  return {
    hasToken: token !== null,
    sendText: (message) => sendText(call, key, message),
    numberState: async (numberId) => {
      if (!token) return 'unknown';
      const result = await readNumber(call, key, numberId);
      if (result.isOk) return result.value.status ? stateOf(result.value) : 'unknown';
      // A token that has expired, or may do less than before, says nothing about the number.
      const { kind, code } = result.problem;
      return kind === 'gone' || code === '133010' ? 'unlinked' : 'unknown';
    },
    readNumber: (numberId) => readNumber(call, key, numberId),
    listNumbers: (accountId) => listNumbers(call, key, accountId),
    setOverride: (numberId, address, word) => setOverride(call, key, numberId, address, word),
    syncContacts: (numberId) => syncContacts(call, key, numberId),
    readAccount: (accountId) => readAccount(call, key, accountId),
    readApps: (accountId) => readApps(call, key, accountId),
    subscribeApp: (accountId) => subscribeApp(call, key, accountId),
    unsubscribeApp: (accountId) => unsubscribeApp(call, key, accountId),
    debugToken: () => debugToken(call, key, app),
  };
};
