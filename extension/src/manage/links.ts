/** Where the manage page leads: the setup in a tab of its own, at a place of its (setup/place.ts). */
import { pathOf } from '../setup/place.ts';

const setup = (path: string) => `/popup.html#/${path}`;

export const configureLink = (widgetId: string) => setup(pathOf({ at: 'widget', widgetId }));
export const disconnectLink = (widgetId: string) =>
  setup(pathOf({ at: 'begin', id: 'disconnect', widgetId }));
export const connectLink = (widgetId: string) =>
  setup(pathOf({ at: 'begin', id: 'connect-webhook', widgetId }));
export const addLink = () => setup(pathOf({ at: 'begin', id: 'add-widget', widgetId: '' }));
