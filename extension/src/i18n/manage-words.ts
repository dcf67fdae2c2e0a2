/** The words of the manage page, in one language. The inbox does without them. */
import type { manage } from './en/manage.ts';
import type { Language } from './language.ts';

export type ManageWords = typeof manage;

export const loadManageWords = async (language: Language): Promise<ManageWords> =>
  language === 'en'
    ? (await import('./en/manage.ts')).manage
    : (await import('./zh-hant/manage.ts')).manage;
