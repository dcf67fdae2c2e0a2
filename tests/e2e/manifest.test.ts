/** What the built extensions ask for. A new permission can switch off every installed copy, so it is
 * never added by accident. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { browserNames } from '../../backend/cli/browsers.ts';
import { outputs } from '../../backend/cli/extension.ts';

describe.each(browserNames)('the manifest for %s', (name) => {
  const manifest = JSON.parse(readFileSync(join(outputs[name], 'manifest.json'), 'utf8'));

  it('asks for no host, and for little else', () => {
    expect(manifest.manifest_version).toBe(3);
    expect(manifest.host_permissions).toBeUndefined();
    expect(manifest.optional_host_permissions).toBeUndefined();
    expect(manifest.content_scripts).toBeUndefined();
    expect(manifest.permissions).toEqual(
      name === 'chromium'
        ? ['storage', 'unlimitedStorage', 'alarms', 'sidePanel']
        : ['storage', 'unlimitedStorage', 'alarms'],
    );
  });

  it('has an icon at every size, and the same with something waiting', () => {
    expect(Object.keys(manifest.icons)).toEqual(['16', '24', '32', '48', '64', '96', '128']);
    for (const path of Object.values<string>(manifest.icons))
      for (const icon of [path, path.replace('icon-', 'icon-waiting-')])
        expect(existsSync(join(outputs[name], icon)), icon).toBe(true);
  });

  it('brings the manage page, which no web page may open or frame', () => {
    expect(existsSync(join(outputs[name], 'manage.html'))).toBe(true);
    expect(manifest.web_accessible_resources).toBeUndefined();
    expect(manifest.options_ui).toBeUndefined();
  });

  it('opens the panel where this browser has one', () => {
    if (name === 'chromium')
      expect(manifest.side_panel).toEqual({ default_path: 'sidepanel.html' });
    else expect(manifest.sidebar_action).toMatchObject({ open_at_install: false });
  });
});
