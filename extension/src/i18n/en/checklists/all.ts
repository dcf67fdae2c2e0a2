import type { AllChecklistWords } from '../../checklist-words.ts';
import { beforeYouConnect, connectWebhook, moveProvider } from './connect.ts';
import {
  canThisNumberBeUsed,
  deleteAppAccount,
  deleteFromBusinessAccount,
  exportChats,
} from './numbers.ts';
import { addWidget, configureWidget, disconnect } from './widgets.ts';

export const all: AllChecklistWords = {
  'before-you-connect': beforeYouConnect,
  'can-this-number-be-used': canThisNumberBeUsed,
  'export-chats': exportChats,
  'delete-app-account': deleteAppAccount,
  'delete-from-business-account': deleteFromBusinessAccount,
  'connect-webhook': connectWebhook,
  'add-widget': addWidget,
  'configure-widget': configureWidget,
  disconnect,
  'move-provider': moveProvider,
};
