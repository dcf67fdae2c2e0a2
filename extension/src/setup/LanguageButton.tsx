import { useWords } from '../ui/context.ts';
import { switchLanguage } from './language.ts';

export const LanguageButton = () => {
  const { t, language } = useWords();
  const other = language === 'en' ? 'zh-Hant' : 'en';
  return (
    <button
      type="button"
      class="quiet sm"
      lang={other === 'en' ? 'en' : 'zh-Hant-HK'}
      onClick={() => void switchLanguage(other)}
    >
      {t.otherLanguage}
    </button>
  );
};
