/**
 * What the signup page does in the browser. It is the only place where Facebook's SDK is loaded, and it
 * holds nothing but a ticket: Facebook answers the login with a code, and tells by a message which account
 * was shared; both go to our server, which alone has the app's secret.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 */
const ticket = location.hash.slice(1);
// The ticket stays in this page's memory, and not in the browser's history.
history.replaceState(null, '', location.pathname + location.search);

/** The server has written every sentence already; one is shown at a time. */
const show = (state, code = '') => {
  for (const part of document.querySelectorAll('[data-state]'))
    part.hidden = !part.dataset.state.split(' ').includes(state);
  for (const part of document.querySelectorAll('[data-code]')) part.textContent = code;
  document.body.dataset.now = state;
};

const post = async (path, body) => {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw Object.assign(new Error(answer.error.code), answer.error);
  return answer;
};

const known = (code) => document.querySelector(`[data-state~="${CSS.escape(code)}"]`) !== null;
const fail = ({ code = 'unreachable', detail }) =>
  show(known(code) ? code : 'failed', detail?.code ?? code);

/** The message with the account comes about when the code does, in either order, or never. */
const MESSAGE_MS = 3_000;
const account = Promise.withResolvers();
let wasCancelled = false;

const facebook = new Set(['https://www.facebook.com', 'https://web.facebook.com']);
addEventListener('message', ({ origin, data }) => {
  if (!facebook.has(origin) || typeof data !== 'string') return;
  let said;
  try {
    said = JSON.parse(data);
  } catch {
    // Facebook's other messages aren't JSON, and aren't for us.
    return;
  }
  if (said?.type !== 'WA_EMBEDDED_SIGNUP') return;
  if (said.event === 'CANCEL' || said.event === 'ERROR') wasCancelled = true;
  else if (said.data?.waba_id) account.resolve(String(said.data.waba_id));
});

const loadSdk = ({ appId, version }) =>
  new Promise((resolve, reject) => {
    window.fbAsyncInit = () => {
      window.FB.init({ appId, version, autoLogAppEvents: false, xfbml: false, cookie: false });
      resolve(window.FB);
    };
    const script = document.createElement('script');
    script.src = 'https://connect.facebook.net/en_US/sdk.js';
    script.crossOrigin = 'anonymous';
    script.onerror = () => reject(Object.assign(new Error('blocked'), { code: 'blocked' }));
    document.head.append(script);
  });

const finish = async (code) => {
  show('working');
  const patience = new Promise((resolve) => setTimeout(() => resolve(null), MESSAGE_MS));
  const accountId = await Promise.race([account.promise, patience]);
  const { name, phone } = await post('/signup', { ticket, code, accountId });
  show('done', `${name} ${phone}`);
};

const button = document.querySelector('button');

const begin = async () => {
  // Opened without its ticket, or after it was read.
  if (!ticket) throw Object.assign(new Error('no ticket'), { code: 'signup-expired' });
  const settings = await post('/signup/settings', { ticket });
  const sdk = await loadSdk(settings);
  button.onclick = () => {
    wasCancelled = false;
    show('waiting');
    sdk.login(
      ({ authResponse }) => {
        if (!authResponse?.code || wasCancelled) show('cancelled');
        else finish(authResponse.code).catch(fail);
      },
      {
        config_id: settings.configId,
        response_type: 'code',
        override_default_response_type: true,
        extras: { setup: {}, featureType: 'whatsapp_business_app_onboarding', version: 'v4' },
      },
    );
  };
  show('ready');
};

/** Whatever stopped it, the button tries again. */
const start = () =>
  begin().catch((error) => {
    button.onclick = start;
    fail(error);
  });
start();
