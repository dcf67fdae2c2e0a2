import '../../src/ui/base.css';
import '../../src/manage/manage.css';
import { render } from 'preact';
import { openPairing } from '../../src/browser.ts';
import { loadManageWords } from '../../src/i18n/manage-words.ts';
import { openPage } from '../../src/inbox/open-page.ts';
import { ManagePage } from '../../src/manage/ManagePage.tsx';
import { readSettings } from '../../src/settings.ts';
import { loadWords } from '../../src/ui/words.ts';

const settings = await readSettings();
const [words, own, inbox] = await Promise.all([
  loadWords(settings.language),
  loadManageWords(settings.language),
  settings.pairing && openPage(settings.pairing),
]);
const root = document.getElementById('app');
if (root)
  render(
    <ManagePage
      settings={settings}
      words={words}
      own={own}
      inbox={inbox}
      onPair={() => void openPairing()}
    />,
    root,
  );
