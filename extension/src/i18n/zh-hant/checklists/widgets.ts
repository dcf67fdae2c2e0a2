import type { ChecklistWords } from '../../checklist-words.ts';

const appearance = { title: '外觀', text: '顧客看到的名稱，以及同事怎樣稱呼它。' };
const behaviour = { title: '行為', text: '由誰回覆新的工作階段，以及怎樣問候顧客。' };

export const addWidget: ChecklistWords = {
  title: '新增小工具',
  titleOf: ({ name }) => `新增${name}`,
  text: '連結一個 WhatsApp 號碼。',
  done: '小工具已啟用。',
  steps: {
    way: {
      title: '選擇方式',
      choices: {
        signup: '保留 WhatsApp Business 應用程式，在 Facebook 登記',
        token: '帳戶編號和系統用戶的權杖',
        practice: '練習號碼，先看看過程',
      },
    },
    signup: {
      title: '在 Facebook 登記',
      text: '會開啟一個頁面引導您。請準備好手機：要掃描一個碼。',
    },
    account: {
      title: '輸入帳戶，再選號碼',
      text: '帳戶編號在商家設定的「WhatsApp 帳戶」；權杖由系統用戶產生。',
      path: ['商家設定', '用戶', '系統用戶'],
      pick: '產生新權杖',
    },
    practice: {
      title: '連結練習號碼',
      text: '每個步驟都由它演示，一切都不會離開這個伺服器。',
    },
    state: {
      title: 'Meta 表示號碼可以傳送訊息',
      text: 'Meta 現時所說的狀態、品質、名稱和健康狀況。',
    },
    contacts: { title: '由手機取得聯絡人名稱', text: '不會匯入舊訊息。' },
    appearance,
    behaviour,
    advanced: { title: '進階', text: '機器人會否回覆。暫停和中斷連接在小工具的頁面。' },
    review: { title: '檢查一遍', text: '之後都可以更改。' },
    enable: {
      title: '啟用',
      text: '在此之前，它會接收訊息，但不會傳送。',
      pick: '已啟用',
    },
  },
};

export const configureWidget: ChecklistWords = {
  title: '設定小工具',
  titleOf: ({ name }) => `設定${name}`,
  text: '名稱、由誰回覆，以及中斷連接。',
  done: '小工具已設定。',
  steps: {
    widget: { title: '哪個小工具？' },
    appearance,
    behaviour,
    advanced: {
      title: '進階',
      text: '機器人、暫停和中斷連接都在小工具的頁面。',
      pick: '中斷 WhatsApp 連接',
    },
  },
};

export const disconnect: ChecklistWords = {
  title: '中斷 WhatsApp 連接',
  titleOf: ({ name }) => `中斷${name}的 WhatsApp 連接`,
  text: '兩邊都要做：這裏，以及手機。',
  done: '兩邊都已中斷連接。',
  steps: {
    widget: { title: '哪個小工具？' },
    configure: {
      title: ({ name }) => `開啟${name}的「設定」`,
      text: '再看一次是否正確。顧客傳來的訊息仍會接收。',
      pick: '設定',
    },
    disconnect: {
      title: '選擇「中斷 WhatsApp 連接」，並確認',
      text: '之後機器人和專員都不會由它傳送訊息。',
      pick: '中斷 WhatsApp 連接',
    },
    draft: { title: '狀態由已啟用變為草稿', text: '由 Deskside 檢查。', pick: '草稿' },
    unsubscribed: {
      title: '已在 Meta 取消訂閱我們的應用程式',
      text: '除非同一帳戶的另一個小工具需要它。',
    },
    phone: {
      title: '號碼是否也在手機的 WhatsApp Business 應用程式？',
      text: '如果是，手機上也要解除連結。這一邊很容易忘記。',
      choices: { yes: '是', no: '不是，只在這裏' },
    },
    'open-app': {
      title: '在手機開啟 WhatsApp Business',
      text: ({ phone }) => `使用 ${phone} 的那一部。`,
      pick: 'WhatsApp Business',
    },
    settings: { title: '開啟「設定」', path: ['設定'], pick: '設定' },
    account: { title: '選擇「帳戶」', path: ['設定', '帳戶'], pick: '帳戶' },
    platform: {
      title: '選擇「Business 平台」',
      path: ['設定', '帳戶', 'Business 平台'],
      pick: 'Business 平台',
    },
    connected: {
      title: ({ app }) => `在「已連結平台」下選擇 ${app}`,
      path: ['設定', '帳戶', 'Business 平台', '已連結平台'],
      pick: ({ app }) => app,
    },
    'disconnect-there': { title: '選擇「解除連結」', pick: '解除連結' },
    next: { title: '選擇「下一步」', pick: '下一步' },
    confirm: { title: '再選一次「解除連結」', pick: '解除連結' },
    disconnecting: {
      title: '等到「正在中斷連線」消失',
      text: '這幾秒請不要離開應用程式。',
      pick: '正在中斷連線…',
    },
    gone: {
      title: ({ app }) => `看看「已連結平台」下已沒有 ${app}`,
      pick: '沒有已連結平台',
    },
    unlinked: {
      title: 'Meta 確認號碼已解除連結',
      text: 'Meta 通知我們時會自動完成。',
    },
  },
};
