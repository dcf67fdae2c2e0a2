/** Where the manage page leads to the checklists, which open in a tab of their own. */
export const configureLink = (widgetId: string) => `/popup.html#configure-widget/${widgetId}`;
export const disconnectLink = (widgetId: string) => `/popup.html#disconnect/${widgetId}`;
export const addLink = () => '/popup.html#add-widget';
