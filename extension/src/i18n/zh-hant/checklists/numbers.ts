import type { ChecklistWords } from '../../checklist-words.ts';

const whichPhone = {
  title: '是哪種手機？',
  choices: { android: 'Android 手機', iphone: 'iPhone 手機' },
};

export const canThisNumberBeUsed: ChecklistWords = {
  title: '這個號碼可以用嗎？',
  titleOf: ({ phone }) => `${phone} 可以用嗎？`,
  text: '輸入號碼，即時知道。',
  done: '這個號碼可以用。',
  steps: {
    number: { title: '電話號碼，連同國家或地區碼' },
    country: { title: '有國家或地區碼和區號' },
    'short-code': { title: '不是短號碼' },
    valid: { title: '是該國家或地區存在的號碼' },
    kind: { title: '是 Meta 可以致電的號碼類型' },
    owned: {
      title: '號碼屬於您',
      text: '合約由您或貴公司持有。',
      no: '請用由您持有合約的號碼，否則持有人可以取回。',
    },
    'call-or-sms': {
      title: '可以接電話或收短訊',
      text: 'Meta 會傳送一次驗證碼。如經總機，要有人可以接聽。',
      no: '請暫時讓來電接通，或用另一個號碼。',
    },
    'not-on-whatsapp': {
      title: '沒有在 WhatsApp 使用',
      text: '指任何手機上的一般應用程式。',
      no: '請先刪除它的 WhatsApp 帳戶，再回來答「是」。',
    },
    'business-app': {
      title: '有在 WhatsApp Business 應用程式使用嗎？',
      choices: {
        'not-in-use': '沒有',
        'keep-both': '有，並會繼續使用',
        'in-use': '有，但不再使用',
      },
      wrong: { 'in-use': '請先在應用程式刪除它的帳戶，再回到這裏。' },
    },
    'not-known': {
      title: '不在任何我們能讀取的帳戶',
      text: 'Deskside 會查看持有權杖的帳戶。',
    },
    'not-on-platform': {
      title: '沒有其他服務商在 WhatsApp Business 平台使用它',
      text: '問問同事：其他收件匣、聊天機器人、網店系統。',
      no: '請由該服務商轉過來，或從它的 WhatsApp Business 帳戶刪除。',
    },
  },
};

export const exportChats: ChecklistWords = {
  title: '匯出值得保留的對話',
  titleOf: ({ phone }) => `匯出 ${phone} 的對話`,
  text: '對話會隨帳戶刪除，要逐一匯出。',
  done: '對話已保留。',
  steps: {
    number: { title: '哪個號碼的對話？', text: '即將要刪除的號碼。' },
    choose: {
      title: '決定要保留哪些對話',
      text: '訂單、協議、投訴。請寫下名字。',
    },
    phone: whichPhone,
    'open-chat': { title: '在手機開啟第一個對話', pick: '陳大文' },
    'export-android': {
      title: '選擇「匯出對話」',
      path: ['⋮', '更多', '匯出對話'],
      pick: '匯出對話',
    },
    'export-iphone': {
      title: '按頂部的名字，再選「匯出對話」',
      text: '在頁面最底部。',
      path: ['聯絡人資訊', '匯出對話'],
      pick: '匯出對話',
    },
    media: {
      title: '選擇是否包括媒體',
      text: '包括相片時檔案很大，會先匯出最新的。',
      pick: '包括媒體',
    },
    keep: {
      title: '傳送到這個 WhatsApp 帳戶以外的地方',
      text: '用電郵，或存到貴公司有備份的資料夾。',
      pick: '電郵',
    },
    repeat: { title: '為清單上每個對話重複一次' },
    look: {
      title: '開啟其中一個檔案，看看能否閱讀',
      text: '之後便不能再取得。',
    },
  },
};

export const deleteAppAccount: ChecklistWords = {
  title: '騰出號碼：刪除 WhatsApp 帳戶',
  titleOf: ({ phone }) => `刪除 ${phone} 的 WhatsApp 帳戶`,
  text: '適用於正在 WhatsApp 或 WhatsApp Business 應用程式使用的號碼。',
  done: '號碼已騰出。',
  steps: {
    number: { title: '要騰出哪個號碼？', text: '連同國家或地區碼。' },
    consequences: {
      title: '知道後果',
      text: '約 3 分鐘不能使用 WhatsApp。所有對話會刪除，並會退出所有群組，不能還原。',
    },
    export: { title: '匯出值得保留的對話', text: '有專用的清單。' },
    phone: whichPhone,
    'settings-android': {
      title: '在手機開啟 WhatsApp，再開啟「設定」',
      path: ['⋮', '設定'],
      pick: '設定',
    },
    'settings-iphone': {
      title: '在手機開啟 WhatsApp，再按右下角的「設定」',
      path: ['設定'],
      pick: '設定',
    },
    account: { title: '選擇「帳戶」', path: ['設定', '帳戶'], pick: '帳戶' },
    delete: {
      title: '選擇「刪除我的帳戶」',
      path: ['設定', '帳戶', '刪除我的帳戶'],
      pick: '刪除我的帳戶',
    },
    'type-number': {
      title: ({ phone }) => `輸入號碼：${phone}`,
      text: '連同國家或地區碼，與這裏所示一樣。',
      pick: ({ phone }) => phone,
    },
    reason: { title: '選一個原因', text: '任何一個都可以。', pick: '其他' },
    confirm: { title: '按「刪除我的帳戶」確認', pick: '刪除我的帳戶' },
    'three-minutes': {
      title: '等 3 分鐘',
      text: 'Meta 需要這段時間放行號碼。您可以關閉這裏。',
    },
    free: {
      title: 'WhatsApp 顯示歡迎頁面',
      text: '不要再用這個號碼登入。現在看看號碼可否使用。',
      pick: '同意並繼續',
    },
  },
};

export const deleteFromBusinessAccount: ChecklistWords = {
  title: '騰出號碼：從 WhatsApp Business 帳戶刪除',
  titleOf: ({ phone }) => `從 WhatsApp Business 帳戶刪除 ${phone}`,
  text: '適用於正在 WhatsApp Business 平台使用的號碼。',
  done: '號碼已騰出。除非被 Meta 封鎖，否則可再用於應用程式，或重新登記。',
  steps: {
    number: { title: '要騰出哪個號碼？', text: '連同國家或地區碼。' },
    admin: {
      title: '您是擁有它的商家資產管理組合的管理員',
      text: '其他人和任何程式都不能刪除號碼。',
      path: ['商家設定', '用戶'],
      pick: '完整控制權',
      no: '請該組合的管理員跟隨這份清單。',
    },
    whose: {
      title: '號碼在哪裏使用？',
      choices: { ours: '在這裏，作為小工具', other: '在其他地方' },
    },
    'last-paid': {
      title: '過去 30 天沒有收費訊息',
      text: '否則 Meta 會拒絕。我們由 Meta 告知的收費得知。',
    },
    'last-paid-date': {
      title: '上一則收費訊息在哪一天傳送？',
      text: 'WhatsApp 管理工具的「分析」會顯示日期。從未傳送？請輸入加入號碼的日期。',
      path: ['WhatsApp 管理工具', '分析'],
      pick: '收費訊息',
    },
    'thirty-days': {
      title: '等到滿 30 天',
      text: '在此之前不要用它傳送訊息。這份清單會保留。',
    },
    'business-settings': {
      title: '開啟「商家設定」',
      text: '選擇擁有這個號碼的資產管理組合。',
      path: ['business.facebook.com', '設定'],
      pick: '商家設定',
    },
    accounts: {
      title: '選擇「WhatsApp 帳戶」，再選該帳戶',
      path: ['商家設定', '帳戶', 'WhatsApp 帳戶'],
      pick: 'WhatsApp 帳戶',
    },
    manager: {
      title: '選擇「WhatsApp 管理工具」',
      path: ['WhatsApp 帳戶', '設定', 'WhatsApp 管理工具'],
      pick: 'WhatsApp 管理工具',
    },
    'phone-numbers': {
      title: ({ phone }) => `開啟「電話號碼」，再選 ${phone}`,
      path: ['WhatsApp 管理工具', '帳戶工具', '電話號碼'],
      pick: ({ phone }) => phone,
    },
    bin: {
      title: '按右上角的垃圾桶，並確認',
      text: ({ phone }) => `再看一次是不是 ${phone}。`,
      pick: '刪除',
    },
    password: {
      title: '如 Meta 要求，輸入 Facebook 密碼或 PIN',
      text: '號碼曾經連接時會要求。',
      pick: '繼續',
    },
    'five-minutes': { title: '等 5 分鐘', text: '在此之前 Meta 不接受重新登記。' },
    gone: { title: '已不在我們的任何帳戶' },
    again: {
      title: '再次使用',
      text: '在應用程式，或在這裏：看看號碼可否使用。被封鎖的號碼要先申訴。',
    },
  },
};
