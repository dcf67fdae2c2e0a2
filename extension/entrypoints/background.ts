import { defineBackground } from 'wxt/utils/define-background';
import { onMinute } from '../src/browser.ts';
import { catchUp } from '../src/sync/catch-up.ts';

/** Holds no connection and no memory: the browser may end it at any time, and does. */
export default defineBackground({
  type: 'module',
  main: () => onMinute(catchUp),
});
