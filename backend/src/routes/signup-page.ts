/** The words of the signup page. Every sentence is written here, and the script shows one at a time. */
import { html, raw } from 'hono/html';

export type SignupLanguage = 'en' | 'zh-Hant-HK';

const en = {
  title: 'Link a WhatsApp number',
  loading: 'Getting ready.',
  ready:
    'Facebook opens in a window of its own. Sign in as an admin of your business portfolio, choose your WhatsApp Business app’s number, and scan the code with the phone.',
  button: 'Continue with Facebook',
  waiting: 'Go on in Facebook’s window. Leave this page open.',
  working: 'Linking the number. This takes a few seconds.',
  done: 'Linked:',
  doneNext:
    'Close this page and go on in Deskside. The widget is a draft until you enable it there.',
  cancelled: 'Nothing was linked. Try again when you are ready.',
  expired: 'This link was used or has expired. Start again from Deskside’s checklist.',
  blocked:
    'Facebook’s part of this page couldn’t be loaded. Allow connect.facebook.net in your content blocker, then reload this page from Deskside’s checklist.',
  noNumbers: 'That account has no number. Add one in WhatsApp Manager, then try again.',
  permission: 'Facebook didn’t give every permission. Try again and leave all of them ticked.',
  foreign: 'Facebook didn’t share an account. Try again and choose one when it asks.',
  gone: 'That number can’t be used. It may have been linked elsewhere. Check it in WhatsApp Manager.',
  later: 'Meta doesn’t answer at the moment. Wait a minute, then try again.',
  failed: 'Meta refused. Try again, or give this code to whoever runs your server:',
  unreachable: 'The Deskside server can’t be reached. Check your connection, then try again.',
};
type Words = typeof en;

const zh: Words = {
  title: '連結 WhatsApp 號碼',
  loading: '準備中。',
  ready:
    'Facebook 會在新視窗開啟。請以商業資產管理組合的管理員身分登入，選擇 WhatsApp Business 應用程式的號碼，再用手機掃描二維碼。',
  button: '使用 Facebook 繼續',
  waiting: '請在 Facebook 的視窗繼續，並保持這一頁開啟。',
  working: '正在連結號碼，需時數秒。',
  done: '已連結：',
  doneNext: '請關閉這一頁，回到 Deskside 繼續。啟用之前，小工具會保持草稿。',
  cancelled: '沒有連結任何號碼。準備好後可再試。',
  expired: '這個連結已使用或已過期。請由 Deskside 的檢查清單重新開始。',
  blocked:
    '未能載入 Facebook 的部分。請在內容攔截器允許 connect.facebook.net，再由 Deskside 的檢查清單重新開啟這一頁。',
  noNumbers: '該帳戶沒有號碼。請先在 WhatsApp 管理工具新增，然後再試。',
  permission: 'Facebook 未有授予所有權限。請再試，並保留全部勾選。',
  foreign: 'Facebook 沒有分享帳戶。請再試，並在詢問時選擇一個帳戶。',
  gone: '該號碼不能使用，可能已在其他地方連結。請在 WhatsApp 管理工具查看。',
  later: 'Meta 目前沒有回應。請等一分鐘再試。',
  failed: 'Meta 拒絕了。請再試，或把這個代碼交給伺服器的營運者：',
  unreachable: '未能連接 Deskside 伺服器。請檢查網絡，然後再試。',
};

const words: Record<SignupLanguage, Words> = { en, 'zh-Hant-HK': zh };

const style = `
  :root { color-scheme: light dark; --ink: light-dark(#1c211f, #e9ecea); --soft: light-dark(#5b6460, #a3aca8);
    --line: light-dark(#e0e0d9, #303534); --accent: light-dark(#0b6b5d, #4fd1b9) }
  body { font: 15px/1.55 system-ui, "PingFang HK", "Noto Sans TC", "Noto Sans CJK TC", sans-serif; margin: 0;
    background: light-dark(#f4f4f1, #131514); color: var(--ink) }
  main { max-width: 32em; margin: 10vh auto; padding: 20px; border: 1px solid var(--line);
    border-radius: 10px; background: light-dark(#fff, #1b1e1d) }
  h1 { font-size: 20px; margin: 0 0 8px }
  button { font: inherit; font-weight: 600; padding: 9px 16px; border: 0; border-radius: 8px;
    background: var(--accent); color: light-dark(#fff, #0d1513); cursor: pointer; margin-top: 8px }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
  [hidden] { display: none }`;

/** Who may ask again by the same button: everything but an end. */
const again =
  'ready cancelled permission-missing account-foreign no-numbers meta-silent meta-busy number-gone failed unreachable';

export const signupPage = (language: SignupLanguage) => {
  const t = words[language];
  const on = (states: string, text: string) => html`<p data-state="${states}" hidden>${text}</p>`;
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${t.title} · Deskside</title><style>${raw(style)}</style></head><body><main>
<h1>${t.title}</h1>
<div role="status"><p data-state="loading">${t.loading}</p>
${on('ready', t.ready)}${on('waiting', t.waiting)}${on('working', t.working)}
<p data-state="done" hidden>${t.done} <strong data-code></strong></p>${on('done', t.doneNext)}
${on('cancelled', t.cancelled)}${on('signup-expired', t.expired)}${on('blocked', t.blocked)}
${on('no-numbers', t.noNumbers)}${on('permission-missing', t.permission)}
${on('account-foreign', t.foreign)}${on('number-gone', t.gone)}${on('meta-silent meta-busy', t.later)}
<p data-state="failed" hidden>${t.failed} <strong data-code></strong></p>
${on('unreachable', t.unreachable)}</div>
<button type="button" data-state="${again}" hidden>${t.button}</button>
<script type="module" src="/signup.mjs"></script>
</main></body></html>`;
};
