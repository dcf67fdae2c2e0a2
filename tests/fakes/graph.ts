/**
 * What the fake Meta knows: accounts, their numbers, apps and tokens, and Graph's answers about them.
 * Tests change it as an owner would at Meta. Its own traps are in: subscribing without an address clears
 * an override, a code buys one token, an address book is sent once.
 */
export interface FakeNumber {
  id: string;
  display_phone_number: string;
  [field: string]: unknown;
}

export interface FakeAccount {
  id: string;
  name: string;
  owner_business_info: { id: string };
  numbers: FakeNumber[];
  /** By app: the override's address, or null. */
  apps: Map<string, string | null>;
}

export interface FakeToken {
  isValid: boolean;
  appId: string;
  scopes: string[];
  /** Accounts that it may see. */
  accounts: string[];
}

export interface FakeState {
  accounts: Map<string, FakeAccount>;
  tokens: Map<string, FakeToken>;
  apps: Map<string, { name: string; secret: string }>;
  /** The app's webhook: address, word and fields. */
  webhooks: Map<string, { address: string; word: string; fields: string[] }>;
  /** Codes of Embedded Signup, and the tokens that they buy. */
  codes: Map<string, string>;
  /** Numbers whose address book was asked for. */
  synced: Set<string>;
  numberHooks: Map<string, string>;
  /** Refusals on request: the next calls whose `METHOD /path` matches are refused with this code. */
  refusals: { on: RegExp; code: number; status?: number }[];
  /** Calls that never get an answer. */
  silent: RegExp | null;
  /** Every call, as `METHOD /path`, without its version. */
  calls: string[];
}

export const APP_ID = '1900000000000001';
export const OTHER_APP = '1900000000000002';
export const ACCOUNT = '102290129340398';
export const NUMBER = '106540352242922';
export const TOKEN = 'graph-token';
export const scopes = ['whatsapp_business_management', 'whatsapp_business_messaging'];

export const makeNumber = (id: string, phone: string, more: object = {}): FakeNumber => ({
  id,
  display_phone_number: phone,
  verified_name: 'Chan Repairs',
  status: 'CONNECTED',
  quality_rating: 'GREEN',
  name_status: 'APPROVED',
  platform_type: 'CLOUD_API',
  is_on_biz_app: false,
  whatsapp_business_manager_messaging_limit: 'TIER_2K',
  health_status: { can_send_message: 'AVAILABLE', entities: [] },
  ...more,
});

export const makeAccount = (id: string, name: string, numbers: FakeNumber[]): FakeAccount => ({
  id,
  name,
  owner_business_info: { id: `portfolio-${id}` },
  numbers,
  apps: new Map(),
});

export const makeState = (secret: string): FakeState => ({
  accounts: new Map([
    [ACCOUNT, makeAccount(ACCOUNT, 'Chan Repairs Ltd', [makeNumber(NUMBER, '+852 5555 0100')])],
  ]),
  tokens: new Map([[TOKEN, { isValid: true, appId: APP_ID, scopes, accounts: [ACCOUNT] }]]),
  apps: new Map([
    [APP_ID, { name: 'Chan Inbox', secret }],
    [OTHER_APP, { name: 'Somebody else', secret: 'other' }],
  ]),
  webhooks: new Map(),
  codes: new Map(),
  synced: new Set(),
  numberHooks: new Map(),
  refusals: [],
  silent: null,
  calls: [],
});

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
  bearer: string;
}

export interface Told {
  status: number;
  body: object;
}

const told = (body: object): Told => ({ status: 200, body });
export const refuse = (code: number, status = 400): Told => ({
  status,
  body: { error: { code, message: 'refused', type: 'OAuthException' } },
});

/** How somebody proves to be our app; null when they don't. */
const appOf = (state: FakeState, bearer: string): string | null => {
  const [id = '', secret] = bearer.split('|');
  return state.apps.get(id)?.secret === secret ? id : null;
};

export const answer = async (
  state: FakeState,
  asked: Asked,
  challenge: (address: string, word: string) => Promise<boolean>,
): Promise<Told> => {
  const { method, path, query, body, bearer } = asked;
  const [, first = '', second = ''] = path.split('/');
  if (path === '/oauth/access_token') return exchange(state, body);
  if (path === '/debug_token') return debug(state, bearer, query.get('input_token') ?? '');
  if (state.apps.has(first)) {
    if (appOf(state, bearer) !== first) return refuse(190, 401);
    if (second !== 'subscriptions')
      return told({ id: first, name: state.apps.get(first)?.name ?? '' });
    return method === 'GET' ? readHooks(state, first) : setHooks(state, first, body, challenge);
  }
  const token = state.tokens.get(bearer);
  if (!token?.isValid) return refuse(190, 401);
  const account =
    state.accounts.get(first) ??
    [...state.accounts.values()].find(({ numbers }) => numbers.some(({ id }) => id === first));
  if (!account || !token.accounts.includes(account.id)) return refuse(100);
  if (!token.scopes.includes('whatsapp_business_management')) return refuse(200, 403);
  if (account.id !== first) return onNumber(state, asked, account, token, first, challenge);
  if (second === 'phone_numbers') return told({ data: account.numbers });
  if (second === 'subscribed_apps') return onApps(state, asked, account, token.appId, challenge);
  const { id, name, owner_business_info } = account;
  return told({ id, name, owner_business_info });
};

const exchange = (state: FakeState, body: Record<string, unknown>): Told => {
  const { client_id: id, client_secret: secret, code } = body;
  if (appOf(state, `${id}|${secret}`) === null) return refuse(1, 400);
  const token = state.codes.get(String(code));
  if (!token) return refuse(100);
  state.codes.delete(String(code));
  return told({ access_token: token, token_type: 'bearer' });
};

const debug = (state: FakeState, bearer: string, input: string): Told => {
  if (appOf(state, bearer) === null && !state.tokens.get(bearer)?.isValid) return refuse(190, 401);
  const token = state.tokens.get(input);
  if (!token?.isValid) return told({ data: { is_valid: false, scopes: [] } });
  return told({
    data: {
      app_id: token.appId,
      is_valid: true,
      scopes: token.scopes,
      granular_scopes: token.scopes.map((scope) => ({ scope, target_ids: token.accounts })),
    },
  });
};

const OBJECT = 'whatsapp_business_account';

const readHooks = (state: FakeState, appId: string): Told => {
  const hook = state.webhooks.get(appId);
  return told({
    data: hook
      ? [
          {
            object: OBJECT,
            callback_url: hook.address,
            active: true,
            fields: hook.fields.map((name) => ({ name, version: 'v25.0' })),
          },
        ]
      : [],
  });
};

const setHooks = async (
  state: FakeState,
  appId: string,
  body: Record<string, unknown>,
  challenge: (address: string, word: string) => Promise<boolean>,
): Promise<Told> => {
  const [address, word] = [String(body.callback_url), String(body.verify_token)];
  if (!(await challenge(address, word))) return refuse(2200);
  state.webhooks.set(appId, { address, word, fields: String(body.fields).split(',') });
  return told({ success: true });
};

const onApps = async (
  state: FakeState,
  { method, body }: Asked,
  account: FakeAccount,
  appId: string,
  challenge: (address: string, word: string) => Promise<boolean>,
): Promise<Told> => {
  if (method === 'DELETE') {
    account.apps.delete(appId);
    return told({ success: true });
  }
  if (method === 'POST') {
    const address = body.override_callback_uri;
    if (typeof address === 'string' && !(await challenge(address, String(body.verify_token))))
      return refuse(2200);
    // The trap: without an address the override is gone.
    account.apps.set(appId, typeof address === 'string' ? address : null);
    return told({ success: true });
  }
  return told({
    data: [...account.apps].map(([id, override]) => ({
      whatsapp_business_api_data: { id, name: state.apps.get(id)?.name ?? '', link: '' },
      ...(override ? { override_callback_uri: override } : {}),
    })),
  });
};

const onNumber = async (
  state: FakeState,
  { method, path, body }: Asked,
  account: FakeAccount,
  token: FakeToken,
  id: string,
  challenge: (address: string, word: string) => Promise<boolean>,
): Promise<Told> => {
  const number = account.numbers.find((one) => one.id === id);
  if (!number) return refuse(100);
  if (path.endsWith('/smb_app_data')) {
    if (!number.is_on_biz_app) return refuse(100);
    if (!token.scopes.includes('whatsapp_business_messaging')) return refuse(131005, 403);
    if (state.synced.has(id)) return refuse(2593107);
    state.synced.add(id);
    return told({ messaging_product: 'whatsapp', request_id: `sync-${id}` });
  }
  if (method === 'POST') {
    const hooks = body.webhook_configuration as Record<string, string> | undefined;
    const address = hooks?.override_callback_uri ?? '';
    if (address && !(await challenge(address, String(hooks?.verify_token)))) return refuse(2200);
    state.numberHooks.set(id, address);
    return told({ success: true });
  }
  const configuration = {
    phone_number: state.numberHooks.get(id) || undefined,
    whatsapp_business_account: account.apps.get(token.appId) ?? undefined,
    application: state.webhooks.get(token.appId)?.address,
  };
  return told({ ...number, webhook_configuration: configuration });
};
