import '../../src/ui/base.css';
import '../../src/inbox/inbox.css';
import '../../src/inbox/said.css';
import { render } from 'preact';
import { openPairing } from '../../src/browser.ts';
import { openPage } from '../../src/inbox/open-page.ts';
import { SidePanel } from '../../src/inbox/SidePanel.tsx';
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
    <SidePanel settings={settings} words={words} inbox={inbox} onPair={() => void openPairing()} />,
    root,
  );
