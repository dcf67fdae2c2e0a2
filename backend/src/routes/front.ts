import type { App } from './context.ts';

/** Where a pairing link leads when it is opened instead of pasted. The code stays in the fragment,
 * which browsers never send. */
const page = `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Deskside</title>
<style>
  :root { color-scheme: light dark }
  body { font: 15px/1.6 system-ui, sans-serif; max-width: 34em; margin: 12vh auto; padding: 0 24px }
  h1 { font-size: 22px }
</style>
<h1>Deskside</h1>
<p>This server is running. To pair a browser, copy the whole address of this page, open the Deskside
extension’s popup, and paste it there.</p>
<p lang="zh-Hant-HK">這個伺服器正在運作。要配對瀏覽器，請複製這一頁的完整網址，打開 Deskside 擴充功能的彈出視窗，貼上即可。</p>
</html>`;

export const frontRoutes = (app: App): void => {
  for (const path of ['/', '/pair'])
    app.get(path, (c) =>
      c.html(page, 200, {
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
        'referrer-policy': 'no-referrer',
      }),
    );
};
