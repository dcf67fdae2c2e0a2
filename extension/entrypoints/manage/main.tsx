import '../../src/ui/base.css';
import '../../src/manage/manage.css';
import { render } from 'preact';
import { openPairing } from '../../src/browser.ts';
import { openPage } from '../../src/inbox/open-page.ts';
import { ManagePage } from '../../src/manage/ManagePage.tsx';
import { readSettings } from '../../src/settings.ts';
import { loadWords } from '../../src/ui/words.ts';

const settings = await readSettings();
const [words, inbox] = await Promise.all([
  loadWords(settings.language),
  settings.pairing && openPage(settings.pairing),
]);
const root = document.getElementById('app');
if (root)
  render(
    <ManagePage
      settings={settings}
      words={words}
      inbox={inbox}
      onPair={() => void openPairing()}
    />,
    root,
  );
