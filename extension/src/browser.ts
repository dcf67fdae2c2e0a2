/** The only place that speaks to the browser itself. What differs between browsers ends here. */
import browser, { type Storage } from 'webextension-polyfill';

export const storage = browser.storage.local;
export const onStorageChange = (
  listener: (changes: Record<string, Storage.StorageChange>) => void,
): (() => void) => {
  storage.onChanged.addListener(listener);
  return () => storage.onChanged.removeListener(listener);
};

export const uiLanguage = (): string => browser.i18n.getUILanguage();

/** Chrome's own name for what the polyfill doesn't know. */
interface SidePanel {
  open: (where: { windowId: number }) => Promise<void>;
}
const sidePanel = (): SidePanel | undefined =>
  (globalThis as { chrome?: { sidePanel?: SidePanel } }).chrome?.sidePanel;

export const currentWindow = async (): Promise<number | undefined> =>
  (await browser.windows.getCurrent()).id;

/**
 * Opens the inbox beside the page. Must be the first thing that a click does: after an await the
 * browser no longer believes in the click. A browser without a side panel gets a tab.
 */
export const openInbox = (windowId: number | undefined): Promise<unknown> => {
  const panel = sidePanel();
  if (panel && windowId !== undefined) return panel.open({ windowId });
  if (browser.sidebarAction) return browser.sidebarAction.open();
  return browser.tabs.create({ url: browser.runtime.getURL('/sidepanel.html') });
};

/** The popup's page in a tab, where it stays open while one fetches a code. */
export const openPairing = (): Promise<unknown> =>
  browser.tabs.create({ url: browser.runtime.getURL(`/popup.html${PAIR_HASH}`) });

const PAIR_HASH = '#pair';
export const isPairingAnew = (): boolean => location.hash === PAIR_HASH;

/** A place of the setup in a tab, beside Meta's page. */
export const openSetupTab = (path: string): Promise<unknown> =>
  browser.tabs.create({ url: browser.runtime.getURL(`/popup.html#/${path}`) });

/** Where a tab of the setup was told to go; null in the popup itself, which remembers. */
export const pathInAddress = (): string | null =>
  location.hash.startsWith('#/') ? location.hash.slice(2) : null;
export const writeAddress = (path: string): void => history.replaceState(null, '', `#/${path}`);

/** The manage page in a tab, at one of its rooms. */
export const openManage = (room: string): Promise<unknown> =>
  browser.tabs.create({ url: browser.runtime.getURL(`/manage.html#${room}`) });

/** A page that isn't ours. */
export const openSite = (url: string): Promise<unknown> => browser.tabs.create({ url });

/** What lives as long as the browser runs, in memory: for secrets that are being typed. */
export const memory = browser.storage.session;

/** A popup has done its work when the inbox opens; the same page in a tab stays. */
export const closePopup = (): void => {
  if (browser.extension.getViews({ type: 'popup' }).includes(window)) window.close();
};

const sizes = [16, 24, 32, 48] as const;

/** How many wait, on the toolbar. The icon itself tells it too: not every toolbar shows badges. */
export const showWaiting = async (count: number): Promise<void> => {
  const name = count > 0 ? 'icon-waiting' : 'icon';
  const path = Object.fromEntries(sizes.map((size) => [size, `/icon/${name}-${size}.png`]));
  await browser.action.setBadgeText({
    text: count === 0 ? '' : count > 99 ? '99+' : String(count),
  });
  await browser.action.setBadgeBackgroundColor({ color: '#0b6b5d' });
  await browser.action.setIcon({ path });
};

/** `setUp` may run more than once: alarms can be lost when the browser or the extension is updated. */
export const onMinute = (run: () => Promise<void>): void => {
  const setUp = () => browser.alarms.create('minute', { periodInMinutes: 1 });
  browser.runtime.onInstalled.addListener(setUp);
  browser.runtime.onStartup.addListener(setUp);
  browser.alarms.onAlarm.addListener(() => run());
  setUp();
};
