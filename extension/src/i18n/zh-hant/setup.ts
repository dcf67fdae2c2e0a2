import type { setup as english } from '../en/setup.ts';

export const setup: typeof english = {
  title: 'Deskside',
  connection: {
    asking: '連線中…',
    connected: '已連線',
    unreachable: '未能連線',
    revoked: '未配對',
  },
  openInbox: '開啟收件匣',
  pairedAs: (name) => `已配對：${name}`,
  role: { agent: '專員', admin: '管理員', owner: '擁有者' },
  openHow: '如果沒有反應：請打開瀏覽器的側邊欄，再選 Deskside。',
  another: '配對另一個瀏覽器或同事',
  anotherAs: { agent: '作為專員', admin: '作為管理員', owner: '作為您自己' },
  link: '在對方的擴充功能貼上這個連結。只能用一次，15 分鐘內有效。',
  copy: '複製',
  copied: '已複製',
  fromMeta: 'Meta 的通知',
  fromMetaNothing: 'Meta 暫時沒有關於這個號碼的通知。',
  unpair: '取消配對這個瀏覽器',
  unpairWhy: '這個瀏覽器會忘記伺服器的網址和權杖。草稿會留在這裏，您可以用新的配對碼再次配對。',
  unpairYes: '取消配對',
  cancel: '返回',
  failed: '未能連接伺服器。連線後請再試。',
};
