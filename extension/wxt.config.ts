import { defineConfig } from 'wxt';
import { iconSizes, renderIcons } from './icons.ts';

const sized = (name: string) =>
  Object.fromEntries(iconSizes.map((size) => [size, `icon/${name}-${size}.png`]));

/** No host permission: the server answers any origin, and a token opens it. */
export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill'],
  manifestVersion: 3,
  imports: false,
  suppressWarnings: { firefoxDataCollection: true },
  vite: () => ({
    // Dexie's modern build: what a browser with side panels runs, three kilobytes less.
    resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.min.mjs' }] },
  }),
  zip: { name: 'deskside', sourcesRoot: '..' },
  hooks: {
    'build:publicAssets': (wxt, files) => {
      files.push(...renderIcons(wxt.config.wxtDir));
    },
  },
  manifest: ({ browser }) => ({
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'en',
    icons: sized('icon'),
    permissions: [
      'storage',
      'unlimitedStorage',
      'alarms',
      ...(browser === 'chrome' ? ['sidePanel'] : []),
    ],
    // Firefox's default would turn http into https, and one's own machine has no certificate.
    content_security_policy: { extension_pages: "script-src 'self'; object-src 'self'" },
    action: { default_title: 'Deskside', default_icon: sized('icon') },
    commands: {
      [browser === 'firefox' ? '_execute_sidebar_action' : '_execute_action']: {
        suggested_key: { default: 'Alt+Shift+D' },
      },
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'deskside@deskside.example',
              strict_min_version: '140.0',
              data_collection_permissions: {
                required: [
                  'personallyIdentifyingInfo',
                  'personalCommunications',
                  'authenticationInfo',
                ],
              },
            },
          },
        }
      : { minimum_chrome_version: '128' }),
  }),
});
