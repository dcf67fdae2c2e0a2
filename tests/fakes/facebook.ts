/** A stand-in for Facebook's SDK: the page asks connect.facebook.net for it, and gets this. It answers a
 * login at once, with the message that Embedded Signup sends and the code, as a test wants them. */
import type { Page } from 'puppeteer-core';

export interface Login {
  /** The message's event; none where the message never comes. */
  event: string | null;
  accountId?: string;
  code: string | null;
}

const sdk = (login: Login): string => `
  window.FB = {
    init(settings) { window.played = { settings }; },
    login(answer, options) {
      window.played.options = options;
      const { event, accountId, code } = ${JSON.stringify(login)};
      const say = (origin, said) =>
        dispatchEvent(new MessageEvent('message', { origin, data: JSON.stringify(said) }));
      // Somebody else's word about an account is no word.
      say('https://www.facebook.com.example.com',
        { type: 'WA_EMBEDDED_SIGNUP', event: 'FINISH', data: { waba_id: 'stolen' } });
      if (event) say('https://www.facebook.com',
        { type: 'WA_EMBEDDED_SIGNUP', event, version: '3', data: { waba_id: accountId } });
      answer({ authResponse: code ? { code } : null });
    },
  };
  window.fbAsyncInit();`;

export interface Played {
  settings: { appId: string; version: string };
  options: { config_id: string; extras: { featureType: string; version: string } };
}

/** Null for a browser whose content blocker lets nothing of Facebook's in. */
export const playFacebook = async (page: Page, login: Login | null): Promise<void> => {
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    if (!request.url().startsWith('https://connect.facebook.net/')) void request.continue();
    else if (login === null) void request.abort();
    else
      void request.respond({
        contentType: 'text/javascript',
        headers: { 'access-control-allow-origin': '*' },
        body: sdk(login),
      });
  });
};
