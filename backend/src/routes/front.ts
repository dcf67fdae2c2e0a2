/** The server's own page: is it well, how to get the extension, how to pair. A pairing link leads here
 * when it is opened instead of pasted; its code stays in the fragment, which browsers never send. */
import { AppError } from '../errors.ts';
import { isBuilt, isPackage, type PackageName, packageOf, packages } from '../packages/packages.ts';
import { logEnd } from '../store/events.ts';
import { isUnavailable } from '../store/unavailable.ts';
import { version } from '../version.ts';
import type { App, AppContext, Deps } from './context.ts';
import { type FrontPage, frontPage, type Language } from './front-page.ts';

export const frontRoutes = (app: App, deps: Deps): void => {
  const { config, packagesFolder } = deps;
  for (const path of ['/', '/pair'] as const)
    app.get(path, async (c) => {
      const state = await stateOf(deps);
      const page = frontPage({
        language: languageOf(c),
        state,
        isPublic: config.publicUrl?.startsWith('https:') === true,
        isPairing: path === '/pair',
        version,
        built: builtIn(packagesFolder),
      });
      return c.html(page, state === 'healthy' ? 200 : 503, {
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
        'referrer-policy': 'no-referrer',
        vary: 'accept-language',
      });
    });

  app.get('/download/:name', async (c) => {
    const name = c.req.param('name');
    if (!isPackage(name)) throw new AppError(404, 'not-found', 'There is no such package.');
    if (!isBuilt(packagesFolder, name))
      throw new AppError(404, 'not-found', 'It isn’t built here yet. npm start builds it.');
    return c.body(new Uint8Array(await packageOf(packagesFolder, name)), 200, {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${name}"`,
    });
  });
};

const builtIn = (folder: string) =>
  Object.fromEntries(
    (Object.keys(packages) as PackageName[]).map((name) => [name, isBuilt(folder, name)]),
  ) as FrontPage['built'];

const stateOf = async ({ store, isDraining }: Deps): Promise<FrontPage['state']> => {
  if (isDraining()) return 'draining';
  try {
    await logEnd(store.read);
    return 'healthy';
  } catch (error) {
    if (isUnavailable(error)) return 'noDatabase';
    throw error;
  }
};

const languageOf = (c: AppContext): Language => {
  const wanted = c.req.query('lang') ?? c.req.header('accept-language') ?? '';
  return /^zh-(hk|tw|mo|hant)\b/i.test(wanted) ? 'zh-Hant-HK' : 'en';
};
