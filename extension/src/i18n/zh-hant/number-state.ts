import type { Detail } from '../setup-words.ts';

const qualities: ReadonlyMap<string, string> = new Map([
  ['GREEN', '品質高'],
  ['YELLOW', '品質中等'],
  ['RED', '品質低（有顧客封鎖或檢舉）'],
  ['UNKNOWN', '品質未有評級'],
  ['NA', '品質未有評級'],
]);

export const qualityOf = ({ quality }: Detail): string =>
  quality ? (qualities.get(String(quality)) ?? `品質 ${quality}`) : '';

const reviews = new Map<string, (name: string) => string>([
  ['APPROVED', () => ''],
  ['AVAILABLE_WITHOUT_REVIEW', () => ''],
  ['PENDING_REVIEW', (name) => `Meta 仍在審核名稱${name}。`],
  ['DECLINED', (name) => `Meta 拒絕了名稱${name}。請在 WhatsApp 管理工具輸入另一個。`],
  ['EXPIRED', (name) => `名稱${name}的批准已過期。請在 WhatsApp 管理工具再申請。`],
  ['NONE', () => '名稱尚未審核。請在 WhatsApp 管理工具查看。'],
  ['NON_EXISTS', () => '名稱尚未審核。請在 WhatsApp 管理工具查看。'],
]);

export const reviewOf = ({ nameState, name }: Detail): string => {
  if (!nameState) return '';
  const review = reviews.get(String(nameState));
  return review ? review(name ? `「${name}」` : '') : `名稱在 Meta 的審核狀態：${nameState}。`;
};

export const problemsOf = ({ why, problems }: Detail): string =>
  why || problems ? `Meta 表示：${why || problems}。` : '';
