/** The words and the look of the server's own page, without a script. It holds nothing secret: whoever
 * finds the address may read it. */
import { html, raw } from 'hono/html';
import type { PackageName } from '../packages/packages.ts';

export type Language = 'en' | 'zh-Hant-HK';

const en = {
  healthy: 'This server is healthy.',
  draining: 'This server is shutting down. Try again in a moment.',
  noDatabase:
    'This server runs, but its database doesn’t answer. Nothing is lost: Meta delivers again.',
  notPublic:
    'It has no public address yet, so Meta can’t reach it. Give it one with DESKSIDE_PUBLIC_URL; the practice number works without.',
  get: '1. Get the extension',
  chrome: 'For Chrome, Edge and Chromium',
  chromeHow:
    'Unpack it into a folder that stays. Open chrome://extensions, switch on Developer mode, choose Load unpacked, and pick the folder.',
  firefox: 'For Firefox 140 or later',
  firefoxHow:
    'Open about:debugging#/runtime/this-firefox, choose Load Temporary Add-on, and pick the file as it is. Firefox forgets it when it closes; for good, install it from your add-on store or by your administrator.',
  missing: 'It isn’t built on this server yet. Whoever runs it builds it with npm start.',
  pair: '2. Pair your browser',
  pairHow:
    'An admin invites you on the manage page, under People, and sends you a link. Open the Deskside extension’s popup, paste the link there, and choose Pair this browser. The link works once, for 15 minutes.',
  pairNow:
    'You have opened a pairing link. Copy the whole address of this page, open the Deskside extension’s popup, and paste it there.',
  first: 'The first owner’s link is printed where the server was started.',
};
type Words = typeof en;

const zh: Words = {
  healthy: '伺服器運作正常。',
  draining: '伺服器正在關閉，請稍後再試。',
  noDatabase: '伺服器正在運作，但資料庫沒有回應。不會遺失訊息：Meta 會再次傳送。',
  notPublic:
    '伺服器未有公開網址，Meta 未能連接。請以 DESKSIDE_PUBLIC_URL 設定網址；練習號碼不需要公開網址。',
  get: '1. 取得擴充功能',
  chrome: 'Chrome、Edge 及 Chromium',
  chromeHow:
    '解壓縮到一個會保留的資料夾。開啟 chrome://extensions，啟用「開發人員模式」，選「載入未封裝項目」，再選該資料夾。',
  firefox: 'Firefox 140 或以上',
  firefoxHow:
    '開啟 about:debugging#/runtime/this-firefox，選「載入暫用附加元件」，直接選這個檔案。Firefox 關閉後便會移除；如要長期使用，請經附加元件商店或由管理員安裝。',
  missing: '這個伺服器尚未建立此套件。請營運者以 npm start 建立。',
  pair: '2. 配對瀏覽器',
  pairHow:
    '管理員可在管理頁的「成員」邀請您，並把連結傳給您。打開 Deskside 擴充功能的彈出視窗，貼上連結，再選「配對這個瀏覽器」。連結只能用一次，15 分鐘內有效。',
  pairNow: '您開啟了配對連結。請複製這一頁的完整網址，打開 Deskside 擴充功能的彈出視窗，貼上即可。',
  first: '首位擁有者的連結會在啟動伺服器的地方顯示。',
};

const words: Record<Language, Words> = { en, 'zh-Hant-HK': zh };

export interface FrontPage {
  language: Language;
  state: 'healthy' | 'draining' | 'noDatabase';
  isPublic: boolean;
  isPairing: boolean;
  version: string;
  built: Record<PackageName, boolean>;
}

const style = `
  :root { color-scheme: light dark; --ink: light-dark(#1c211f, #e9ecea); --soft: light-dark(#5b6460, #a3aca8);
    --line: light-dark(#e0e0d9, #303534); --accent: light-dark(#0b6b5d, #4fd1b9); --bad: light-dark(#b3261e, #ff8a80) }
  body { font: 15px/1.55 system-ui, "PingFang HK", "Noto Sans TC", "Noto Sans CJK TC", sans-serif; margin: 0;
    background: light-dark(#f4f4f1, #131514); color: var(--ink) }
  main { max-width: 36em; margin: 8vh auto; padding: 0 20px 40px }
  h1 { font-size: 24px; letter-spacing: -.01em; margin: 0 }
  h2 { font-size: 16px; margin: 0 0 6px }
  p { margin: 4px 0 }
  section { background: light-dark(#fff, #1b1e1d); border: 1px solid var(--line); border-radius: 10px;
    padding: 16px; margin-top: 16px }
  .soft { color: var(--soft); font-size: 13px }
  .state::before { content: ""; display: inline-block; width: 9px; height: 9px; border-radius: 50%;
    background: var(--accent); margin-right: 8px }
  .state.bad::before { background: none; border: 2px solid var(--bad); width: 6px; height: 6px }
  dl { margin: 0 } dt { font-weight: 600; margin-top: 12px } dd { margin: 2px 0 0 }
  a { color: var(--accent) }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
  footer { margin-top: 16px }`;

const package_ = (t: Words, name: PackageName, title: string, how: string, isBuilt: boolean) =>
  html`<dt>${title}</dt><dd>${
    isBuilt
      ? html`<a href="/download/${name}" download>${name}</a><p class="soft">${how}</p>`
      : html`<p class="soft">${t.missing}</p>`
  }</dd>`;

export const frontPage = (page: FrontPage) => {
  const { language, state, isPublic, isPairing, version, built } = page;
  const t = words[language];
  const other: Language = language === 'en' ? 'zh-Hant-HK' : 'en';
  const chrome = 'deskside-chrome.zip';
  const firefox = 'deskside-firefox.zip';
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Deskside</title><style>${raw(style)}</style></head><body><main>
<h1>Deskside</h1>
<p class="state${state === 'healthy' ? '' : ' bad'}" role="status">${t[state]}</p>
${isPublic ? '' : html`<p class="soft">${t.notPublic}</p>`}
${isPairing ? html`<section><h2>${t.pair.replace('2. ', '')}</h2><p>${t.pairNow}</p></section>` : ''}
<section><h2>${t.get}</h2><dl>
${package_(t, chrome, t.chrome, t.chromeHow, built[chrome])}
${package_(t, firefox, t.firefox, t.firefoxHow, built[firefox])}
</dl></section>
<section><h2>${t.pair}</h2><p>${t.pairHow}</p><p class="soft">${t.first}</p></section>
<footer class="soft">Deskside ${version}${
    // On a pairing link the code stands in the fragment, which another page wouldn't have.
    isPairing
      ? ''
      : html` · <a href="/?lang=${other}" lang="${other}">${other === 'en' ? 'English' : '中文'}</a>`
  }</footer>
</main></body></html>`;
};
