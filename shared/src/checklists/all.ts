/** The checklists, in the order in which somebody meets them. */
import { addWidget } from './add-widget.ts';
import { beforeYouConnect } from './before-you-connect.ts';
import { canThisNumberBeUsed } from './can-this-number-be-used.ts';
import { configureWidget } from './configure-widget.ts';
import { connectWebhook } from './connect-webhook.ts';
import { deleteAppAccount } from './delete-app-account.ts';
import { deleteFromBusinessAccount } from './delete-from-business-account.ts';
import { disconnect } from './disconnect.ts';
import { exportChats } from './export-chats.ts';
import type { Checklist, ChecklistId } from './model.ts';
import { moveProvider } from './move-provider.ts';

export const checklists: readonly Checklist[] = [
  beforeYouConnect,
  canThisNumberBeUsed,
  exportChats,
  deleteAppAccount,
  deleteFromBusinessAccount,
  connectWebhook,
  addWidget,
  configureWidget,
  disconnect,
  moveProvider,
];

const byId = new Map(checklists.map((one) => [one.id, one]));

export const isChecklistId = (id: string): id is ChecklistId => byId.has(id as ChecklistId);

export const checklistOf = (id: ChecklistId): Checklist => {
  const found = byId.get(id);
  if (!found) throw new Error(`There is no checklist ${id}.`);
  return found;
};
