import type { SetupWords } from '../setup-words.ts';
import { problemsOf, qualityOf, reviewOf } from './number-state.ts';
import { namesOf } from './secrets.ts';

export const proof: SetupWords['proof'] = {
  reachable: ({ address }) => `${address || '伺服器'} 可由外面連到。`,
  'not-set': '尚未設定。設定後請再檢查。',
  'not-https': '公開網址不是以 https:// 開首，Meta 不會傳送到其他網址。',
  'not-reachable': ({ address }) => `${address || '公開網址'} 沒有回應。請檢查域名、證書和代理。`,
  'not-ours': ({ address }) =>
    `${address || '公開網址'} 由另一個程式回應。請把這個網址指向 Deskside。`,
  set: '已設定。',
  seen: 'Meta 已詢問，並得到正確回應。',
  'not-seen': 'Meta 尚未詢問。請在 Meta 輸入網址和權杖並儲存。',
  'wrong-token': 'Meta 用了另一個驗證權杖。請在兩邊輸入同一個字。',
  right: '簽署正確。',
  wrong: '有簽署不正確。這裏的應用程式密鑰與 Meta 的不同。',
  subscribed: ({ app }) => (app ? `${app} 已訂閱。` : '我們的應用程式已訂閱。'),
  'not-subscribed': '沒有應用程式訂閱這個帳戶。請訂閱我們的應用程式。',
  'only-others': ({ others }) =>
    `只有其他應用程式已訂閱${others ? `（${others}）` : ''}。請也訂閱我們的。`,
  'all-fields': '已訂閱所有欄位。',
  'fields-missing': ({ missing }) =>
    missing ? `欠缺：${missing}。請訂閱。` : '欠缺部分欄位。請訂閱。',
  'other-address': ({ address }) =>
    address
      ? `Meta 的網址是 ${address}，不是我們的。請在 Meta 輸入我們的網址，或由 Deskside 設定。`
      : 'Meta 的網址不是我們的。請在 Meta 輸入我們的網址，或由 Deskside 設定。',
  ours: '訊息會送到這個網址。',
  elsewhere: ({ address }) =>
    `訊息會送到${address ? ` ${address}` : '另一個網址'}。請在 Meta 移除該設定，或改為我們的網址。`,
  default: '沒有另外設定：訊息會送到應用程式的網址。',
  arrived: ({ at }, say) => (at ? `於 ${say.moment(Number(at))} 送達。` : '已送達。'),
  'none-yet': '未有。請用手機傳訊息到這個號碼。',
  connected: (detail) =>
    [
      '已連接',
      detail.isOnPhone ? '也在 Business 應用程式' : '',
      qualityOf(detail),
      detail.name ? `「${detail.name}」` : '',
    ]
      .filter(Boolean)
      .join('，')
      .concat('。', reviewOf(detail)),
  'not-connected': (detail) =>
    `Meta 表示${detail.status ? ` ${detail.status}` : '未連接'}。${reviewOf(detail)}請在 WhatsApp 管理工具查看號碼。`,
  limited: (detail) =>
    `可以傳送，但有限制${qualityOf(detail) && `，${qualityOf(detail)}`}。${problemsOf(detail)}${reviewOf(detail)}請在 WhatsApp 管理工具查看。`,
  blocked: (detail) =>
    `Meta 不允許傳送。${problemsOf(detail)}${reviewOf(detail)}請在 WhatsApp 管理工具處理。`,
  gone: 'Meta 已沒有這個號碼。',
  free: '不在我們的任何帳戶。',
  'in-account': ({ account, name }) =>
    `號碼在${account || name ? `帳戶 ${account || name}` : '我們的一個帳戶'}。請新增為小工具，或在那裏刪除。`,
  'in-use-here': '已是這裏的小工具。',
  'cannot-tell': '暫時未能讀取任何帳戶，所以未能判斷。請先輸入存取權杖。',
  'all-granted': '已有所有權限。',
  'permission-missing': ({ missing, code }) =>
    missing
      ? `欠缺：${missing}。請產生有這個權限的權杖並輸入。`
      : `權杖欠缺權限${code ? `（Meta 代碼 ${code}）` : ''}。請產生有所有權限的權杖並輸入。`,
  draft: '是草稿，不會傳送訊息。',
  'draft-otherwise': '是草稿，但尚未在這裏中斷連接。請按「中斷 WhatsApp 連接」。',
  enabled: '仍然啟用。',
  unlinked: '號碼已解除連結。',
  'still-linked': '號碼仍然連結。請完成手機上的步驟。',
  unsubscribed: '已取消訂閱我們的應用程式。',
  'still-needed': '同一帳戶的另一個小工具需要它，所以保留。',
  due: '正在通知 Meta。請稍後再檢查。',
  failed: ({ code }) =>
    code === 'none'
      ? '沒有存取權杖通知 Meta。請在管理頁面的「設定」輸入，之後會再嘗試。'
      : `Meta 拒絕了${code ? `（${code}）` : ''}。會再嘗試，您可以繼續。`,
  'paid-unknown': ({ since }, say) =>
    `${since ? `自 ${say.day(Number(since))} ` : '自'}連結以來沒有傳送過收費訊息。之前的紀錄只有 WhatsApp 管理工具知道，請在那裏查看。`,
  'never-paid': '沒有在這裏傳送過收費訊息。',
  'wait-until': ({ freeAt }, say) =>
    freeAt ? `由 ${say.day(Number(freeAt))} 起可以刪除。` : '上一則收費訊息的 30 天後可以刪除。',
  'can-be-deleted': ({ paidAt }, say) =>
    paidAt ? `上一則在 ${say.day(Number(paidAt))}，可以刪除。` : '可以刪除。',
  'as-usual': '訊息如常送達。',
  silent: ({ hours, usual }) =>
    hours && usual
      ? `${hours} 小時沒有訊息；平常每小時 ${usual} 則。請檢查 webhook。`
      : '訊息比平常少。請檢查 webhook。',
  'too-new': '時間太短，未知平常情況。',
  synced: '名稱由手機取得。',
  'not-synced': '尚未取得，請要求一次。',
  'sync-used': '已要求過一次，Meta 只允許一次。',
  'sync-too-late': 'Meta 只在連結後 24 小時內提供。顧客傳訊息時會得到名稱。',
  'not-on-phone': '不在 Business 應用程式，沒有名稱可取得。',
  practice: '這是練習號碼：一切都不會離開這個伺服器。',
  'settings-missing': ({ missing }) =>
    missing
      ? `尚未設定：${namesOf(String(missing))}。請在管理頁面的「設定」輸入。`
      : '有一項尚未設定。請在管理頁面的「設定」輸入。',
  'token-wrong': 'Meta 不接受這個存取權杖。請產生新的並輸入。',
  'account-foreign': '權杖屬於另一個商家，不是這個帳戶。',
  'meta-silent': 'Meta 暫時沒有回應，請稍後再檢查。',
  'meta-busy': '向 Meta 查詢太多次，請幾分鐘後再檢查。',
  'meta-refused': ({ code }) => `Meta 拒絕了${code ? `（${code}）` : ''}。請稍後再檢查。`,
};

export const number: SetupWords['number'] = {
  country: ({ country }, say) => (country ? say.country(String(country)) : '已知的國家或地區。'),
  'no-one-country': '不屬於單一國家或地區的號碼。',
  ok: '是。',
  empty: '請輸入號碼。',
  'not-a-number': '號碼只可有數字、空格和加號。',
  'no-country-code': ({ suggestion }) =>
    suggestion ? `請以國家或地區碼開首：${suggestion}？` : '請以 + 和國家或地區碼開首。',
  'unknown-country-code': '沒有國家或地區使用這個碼。',
  'short-code': '這是短號碼，WhatsApp 只接受完整號碼。',
  'too-short': '對這個國家或地區來說太短。',
  'too-long': '對這個國家或地區來說太長。',
  'not-assigned': '這個國家或地區沒有已知的這類號碼，請逐個數字核對。',
};

export const kind: SetupWords['kind'] = {
  mobile: '流動電話',
  fixed: '固網電話',
  'fixed-or-mobile': '固網或流動電話',
  voip: '網絡電話',
  'toll-free': '免費電話',
  premium: '收費熱線',
  'shared-cost': '分攤收費',
  personal: '個人號碼',
  pager: '傳呼機',
  company: '公司號碼',
  voicemail: '留言信箱',
  unknown: '類型不明',
};

export const doubt: SetupWords['doubt'] = {
  'toll-free': '免費電話：通常不能由外地致電，Meta 可能打不通。',
  premium: '收費熱線：Meta 不會致電向來電者收費的號碼。',
  'shared-cost': '分攤收費：Meta 不會致電向來電者收費的號碼。',
  pager: '傳呼機不能接電話或收驗證碼。',
  voicemail: '留言信箱不能收驗證碼。',
  unknown: '類型不明，請先確認號碼存在。',
};
