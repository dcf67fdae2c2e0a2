import '../../src/ui/base.css';
import '../../src/setup/setup.css';
import { render } from 'preact';
import { closePopup, currentWindow, isPairingAnew, openInbox } from '../../src/browser.ts';
import { readSettings } from '../../src/settings.ts';
import { Popup } from '../../src/setup/Popup.tsx';
import { loadWords } from '../../src/ui/words.ts';

const [settings, windowId] = await Promise.all([readSettings(), currentWindow()]);
const words = await loadWords(settings.language);
const root = document.getElementById('app');
if (root)
  render(
    <Popup
      settings={settings}
      words={words}
      isPairingAnew={isPairingAnew()}
      onOpenInbox={() => void openInbox(windowId).then(closePopup)}
    />,
    root,
  );
