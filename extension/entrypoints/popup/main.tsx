import '../../src/ui/base.css';
import '../../src/setup/setup.css';
import { render } from 'preact';
import '../../src/setup/drawings/drawings.css';
import '../../src/setup/popup.css';
import '../../src/ui/forms.css';
import {
  closePopup,
  currentWindow,
  isPairingAnew,
  openInbox,
  openManage,
} from '../../src/browser.ts';
import { readSettings } from '../../src/settings.ts';
import { Popup } from '../../src/setup/Popup.tsx';
import { loadTyped } from '../../src/setup/typed.ts';
import { loadWords } from '../../src/ui/words.ts';

const [settings, windowId] = await Promise.all([readSettings(), currentWindow(), loadTyped()]);
const words = await loadWords(settings.language);
const root = document.getElementById('app');
if (root)
  render(
    <Popup
      settings={settings}
      words={words}
      isPairingAnew={isPairingAnew()}
      onOpenInbox={() => void openInbox(windowId).then(closePopup)}
      onManage={(room) => void openManage(room).then(closePopup)}
    />,
    root,
  );
