import type { ChecklistWords } from '../../checklist-words.ts';

export const beforeYouConnect: ChecklistWords = {
  title: '連接之前',
  titleOf: () => '連接之前',
  text: 'Meta 和手機上要先準備好的事。',
  done: '一切就緒，可以新增小工具。',
  steps: {
    admin: {
      title: '您是 Meta 商家資產管理組合的管理員',
      text: '在「商家設定 › 用戶」看看：您的名字旁是「完整控制權」。',
      path: ['商家設定', '用戶'],
      pick: '完整控制權',
      no: '請擁有完整控制權的人授權給您，或由對方完成這份清單。',
    },
    way: {
      title: '選擇如何使用這個號碼',
      text: '保留應用程式，兩邊都可以回覆；或用一個只由 Deskside 回覆的號碼。',
      choices: {
        'keep-app': '保留手機上的 WhatsApp Business 應用程式',
        'free-number': '使用一個未被使用的號碼',
      },
    },
    'app-version': {
      title: 'WhatsApp Business 應用程式是 2.24.17 或以上版本',
      text: '如果版本較舊，請在應用程式商店更新。',
      path: ['設定', '說明', '應用程式資訊'],
      pick: '版本 2.24.17',
    },
    partner: {
      title: '您的 Meta 應用程式屬於 Tech Provider 或 Solution Partner',
      text: '號碼要同時留在應用程式，Meta 只接受這類應用程式連結。可在應用程式主控板查看。',
      path: ['Meta for Developers', '您的應用程式'],
      pick: 'Tech Provider',
      no: '請在主控板申請成為 Tech Provider，或改用未被使用的號碼。',
    },
    'free-number': {
      title: '號碼未被使用',
      text: '號碼清單會告訴您是否可用，以及如何騰出號碼。',
    },
    payment: {
      title: '已在 WhatsApp 管理工具加入付款方式',
      text: '由 2026 年 10 月 1 日起，Meta 會就經 API 傳送的回覆收費；在手機上輸入的回覆仍然免費。',
      path: ['WhatsApp 管理工具', '帳戶工具', '付款設定'],
      pick: '新增付款方式',
    },
    'linked-devices': {
      title: '大家都知道已連結的裝置會被解除連結',
      text: '之後可以重新連結。Windows 版 WhatsApp 和手錶不會再同步。',
      path: ['設定', '已連結裝置'],
      pick: 'WhatsApp 網頁版',
    },
    'keep-opening': {
      title: '有人至少每 13 天在手機開啟應用程式一次',
      text: '約 14 天沒有開啟，Meta 便會解除連結。',
    },
  },
};

export const connectWebhook: ChecklistWords = {
  title: '連接 webhook',
  titleOf: () => '連接 webhook',
  text: '由 Meta 能連到的網址，到第一則真實訊息。',
  done: 'WhatsApp 的訊息已能送達。',
  steps: {
    with: {
      title: '用哪一類號碼？',
      text: '練習號碼會扮演每一步，一切都不會離開這個伺服器。',
      choices: { real: '真實號碼', practice: '練習號碼，先看看過程' },
    },
    'public-address': {
      title: 'Meta 能連到這個伺服器',
      text: '需要以 https:// 開首的公開網址，並設定為 DESKSIDE_PUBLIC_URL。',
    },
    'verify-token': {
      title: '已在這裏設定驗證權杖',
      text: '任何您選的字。稍後要在 Meta 輸入同一個。',
    },
    callback: {
      title: '在 Meta 輸入網址和驗證權杖',
      text: '貼上兩項，再按「驗證並儲存」。',
      path: ['您的應用程式', 'WhatsApp', '設定'],
      pick: '驗證並儲存',
    },
    challenge: {
      title: '已回應 Meta 的驗證',
      text: '您一儲存，Meta 便會詢問。這一步會自動完成。',
    },
    fields: {
      title: '已訂閱 webhook 欄位',
      text: 'Deskside 可以代您訂閱欠缺的欄位。',
    },
    widget: {
      title: '選一個號碼來試',
      text: '未有號碼？請先新增小工具，再回到這裏。',
    },
    permissions: {
      title: '存取權杖有所需的權限',
      text: 'whatsapp_business_messaging 和 whatsapp_business_management。',
    },
    account: {
      title: '這個應用程式已訂閱號碼所屬的帳戶',
      text: '以應用程式編號核對：您的其他應用程式不算。',
    },
    override: {
      title: '這個號碼的訊息會送到這個網址',
      text: '帳戶或號碼可能另外設定了網址，而且優先使用。',
    },
    signature: {
      title: '已收到簽署過的訊息，簽署正確',
      text: '用手機傳訊息到這個號碼。這一步會自動完成。',
    },
    'first-delivery': {
      title: '第一則真實訊息已送達',
      text: 'Meta 的測試按鈕不算。這一步會自動完成。',
    },
  },
};

export const moveProvider: ChecklistWords = {
  title: '由其他服務商轉過來',
  titleOf: ({ phone }) => `把 ${phone} 由其他服務商轉過來`,
  text: '哪些會保留、哪些不會，以及要問誰。',
  done: '號碼已轉過來。',
  steps: {
    number: { title: '要轉哪個號碼？', text: '連同國家或地區碼。' },
    'carries-over': {
      title: '知道哪些會保留',
      text: '顯示名稱、品質評級、發送上限、官方認證，以及高品質的範本。',
    },
    'stays-behind': {
      title: '知道哪些不會保留',
      text: '對話記錄、統計、其他範本，以及服務商收件匣內的一切。請先在那裏匯出。',
    },
    ask: {
      title: '通知現時的服務商您會離開',
      text: '請對方放行號碼，並確認合約何時結束。帳戶所屬的商家資產管理組合的管理員要參與。',
    },
    'name-approved': {
      title: '顯示名稱已獲批准',
      path: ['WhatsApp 管理工具', '電話號碼'],
      pick: '已批准',
      no: '請等 Meta 審核，或在 WhatsApp 管理工具申訴。批准之前不能轉移。',
    },
    'account-ready': {
      title: '要轉到的帳戶已獲批准',
      text: '即您自己的商家資產管理組合內的 WhatsApp Business 帳戶。',
      path: ['商家設定', '帳戶', 'WhatsApp 帳戶'],
      pick: '已批准',
      no: '請在商家設定建立帳戶，並等 Meta 批准。',
    },
    payment: {
      title: '該帳戶已有付款方式',
      path: ['WhatsApp 管理工具', '帳戶工具', '付款設定'],
      pick: '新增付款方式',
      no: '請加入付款方式，否則 Meta 不接受轉移。',
    },
    webhook: {
      title: '該帳戶的 webhook 已連接',
      text: '否則會失去訊息。webhook 清單可以證明。',
    },
    'two-step': {
      title: '雙步驟驗證已關閉',
      text: '由現時的服務商關閉，或由您在 WhatsApp 管理工具以電郵關閉。',
      path: ['WhatsApp 管理工具', '電話號碼', '雙步驟驗證'],
      pick: '關閉',
      no: '請現時的服務商關閉。',
    },
    move: {
      title: '把號碼加到新帳戶，並輸入 Meta 傳來的驗證碼',
      text: '經短訊或來電。在此之前，號碼仍經舊服務商運作。',
      path: ['WhatsApp 管理工具', '電話號碼', '新增電話號碼'],
      pick: '新增電話號碼',
    },
    add: { title: '在這裏新增為小工具', text: '以帳戶編號和權杖連結。' },
  },
};
