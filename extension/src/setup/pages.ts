/** Pages that the setup leads to. */
import type { MetaPage } from '@deskside/shared/checklists/model';
import { openManage, openSetupTab, openSite } from '../browser.ts';
import { saveSettings } from '../settings.ts';

const sites: Record<MetaPage, string> = {
  people: 'https://business.facebook.com/settings/people',
  payments: 'https://business.facebook.com/billing_hub/accounts',
  accounts: 'https://business.facebook.com/settings/whatsapp-business-accounts',
  manager: 'https://business.facebook.com/wa/manage/phone-numbers',
  apps: 'https://developers.facebook.com/apps',
};

export const openMetaPage = (page: MetaPage): void => void openSite(sites[page]);
export const openLink = (link: string): void => void openSite(link);
export const openInTab = (path: string): void => void openSetupTab(path);

export const pin = (path: string): Promise<void> =>
  saveSettings({ pinned: { path, isOpen: true } });
export const showPinned = (path: string, isOpen: boolean): Promise<void> =>
  saveSettings({ pinned: { path, isOpen } });
export const unpin = (): Promise<void> => saveSettings({ pinned: null });

export const openManagePage = (room: string): void => void openManage(room);
