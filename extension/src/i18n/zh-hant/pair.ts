import type { pair as english } from '../en/pair.ts';

export const pair: typeof english = {
  title: '與伺服器配對',
  address: '伺服器網址，或配對連結',
  addressExample: 'https://inbox.example.com',
  code: '配對碼',
  name: '您的名稱（同事會看到）',
  button: '配對這個瀏覽器',
  busy: '配對中…',
  once: '配對碼只能用一次，15 分鐘內有效。',
  noServer: '還沒有伺服器？',
  noServerWhy:
    '在這部電腦執行 npm start 即可啟動。內附練習號碼，未連接 WhatsApp 也可試用所有功能。',
  errors: {
    'no-address': '請輸入伺服器網址，或貼上配對連結。',
    'no-code': '請輸入伺服器或管理員給您的配對碼。',
    'no-name': '請輸入您的名稱，讓同事知道是誰回覆。',
    'bad-address': '這不是網址。網址的樣子是 https://inbox.example.com',
    insecure: '請用以 https:// 開首的網址，否則網絡上的其他人可能看到內容。',
    unreachable: '這個網址沒有回應。請檢查網址，並確定伺服器正在運作。',
    'not-deskside': '這個網址有回應，但不是 Deskside 伺服器。請向負責人確認網址。',
    'wrong-code': '配對碼不正確、已使用或已過期。請索取新的配對碼。',
    'too-many-guesses': '錯誤次數太多。請等 15 分鐘，再用新的配對碼。',
    older: '該伺服器的版本比這個擴充功能舊，請負責人更新伺服器。',
    newer: '該伺服器的版本比這個擴充功能新，請先更新擴充功能再配對。',
    failed: '伺服器未能完成，請稍後再試。',
  },
};
