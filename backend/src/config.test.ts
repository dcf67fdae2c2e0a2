import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

describe('the settings', () => {
  it('work without any, on one’s own machine', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 8787,
      database: 'data/deskside.db',
      hasPractice: true,
      appSecrets: [],
      accessToken: null,
      graphUrl: 'https://graph.facebook.com/v25.0',
    });
  });

  it('take several secrets, and addresses without their last slash', () => {
    const config = readConfig({
      META_APP_SECRET: ' new , old,',
      DESKSIDE_PUBLIC_URL: 'https://inbox.example.com/',
      DESKSIDE_PRACTICE: 'off',
      DESKSIDE_PORT: '0',
    });
    expect(config).toMatchObject({
      appSecrets: ['new', 'old'],
      publicUrl: 'https://inbox.example.com',
      hasPractice: false,
      port: 0,
    });
  });

  it('name the one that can’t be used, and not its value', () => {
    expect(() => readConfig({ DESKSIDE_PORT: 'secret' })).toThrow(/DESKSIDE_PORT/);

    expect(() => readConfig({ DESKSIDE_PUBLIC_URL: 'ftp://x' })).toThrow(/DESKSIDE_PUBLIC_URL/);
  });
});
