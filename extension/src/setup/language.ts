import type { Language } from '../i18n/language.ts';
import { saveSettings } from '../settings.ts';

export const switchLanguage = (language: Language): Promise<void> => saveSettings({ language });
