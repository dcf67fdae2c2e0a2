/** The server's own page, for whoever finds it: no more than is needed, and nothing secret. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { startServer } from '@deskside/backend/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeConfig, makeDatabase, makeWorld, quiet, until, type World } from '../make.ts';

describe('the front page', () => {
  let world: World;
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'deskside-packages-'));
    world = await makeWorld('sqlite', { packagesFolder: folder });
  });
  afterEach(async () => {
    await world.close();
    rmSync(folder, { recursive: true });
  });

  const build = (browser: 'chrome' | 'firefox') => {
    const at = join(folder, `${browser}-mv3`);
    mkdirSync(join(at, 'icon'), { recursive: true });
    writeFileSync(join(at, 'manifest.json'), `{"name":"${browser}"}`);
    writeFileSync(join(at, 'icon/icon-16.png'), Buffer.from([0x89, 0x50, 0, 255]));
  };
  const page = async (path = '/', headers: Record<string, string> = {}) => {
    const response = await fetch(world.server.url + path, { headers });
    return { status: response.status, text: await response.text(), response };
  };

  it('says that it is well, and that the packages aren’t built', async () => {
    const { status, text, response } = await page();
    expect(status).toBe(200);
    expect(text).toContain('This server is healthy.');
    expect(text.match(/isn’t built on this server yet/g)).toHaveLength(2);
    expect(text).not.toContain('<script');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await page('/download/deskside-chrome.zip')).status).toBe(404);
  });

  it('speaks the reader’s language', async () => {
    expect((await page('/', { 'accept-language': 'zh-HK,zh;q=0.9' })).text).toContain(
      '伺服器運作正常',
    );
    expect((await page('/', { 'accept-language': 'zh-CN' })).text).toContain('healthy');
    expect((await page('/?lang=zh-Hant-HK')).text).toContain('伺服器運作正常');
  });

  it('tells whoever opened a pairing link what to do with it', async () => {
    const { text } = await page('/pair');
    expect(text).toContain('You have opened a pairing link.');
    expect(text).not.toContain('?lang=');
  });

  it('offers what is built, whole, and remakes it after the next build', async () => {
    build('firefox');
    expect((await page()).text).toContain('/download/deskside-firefox.zip');
    expect((await page()).text).not.toContain('href="/download/deskside-chrome.zip');
    const take = async () =>
      Buffer.from(
        await (await fetch(`${world.server.url}/download/deskside-firefox.zip`)).arrayBuffer(),
      );
    const bytes = await take();
    expect(filesOf(bytes)).toEqual({
      'icon/icon-16.png': Buffer.from([0x89, 0x50, 0, 255]),
      'manifest.json': Buffer.from('{"name":"firefox"}'),
    });
    const file = join(folder, 'firefox-mv3/manifest.json');
    writeFileSync(file, '{"name":"newer"}');
    expect(String(filesOf(await take())['manifest.json'])).toContain('newer');
  });

  it('offers what other programs can open', async () => {
    build('chrome');
    const bytes = await (
      await fetch(`${world.server.url}/download/deskside-chrome.zip`)
    ).arrayBuffer();
    const file = join(folder, 'chrome.zip');
    writeFileSync(file, new Uint8Array(bytes));
    const script =
      'import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);print(z.testzip(),z.namelist())';
    const { stdout, error } = spawnSync('python3', ['-c', script, file], { encoding: 'utf8' });
    // A machine without Python has the other test.
    if (!error) expect(stdout.trim()).toBe("None ['icon/icon-16.png', 'manifest.json']");
    expect(readFileSync(file).length).toBe(bytes.byteLength);
  });

  it('serves nothing else from there', async () => {
    build('chrome');
    for (const path of ['/download/manifest.json', '/download/..%2fchrome-mv3%2fmanifest.json'])
      expect((await page(path)).status).toBe(404);
  });

  it('says so when the database doesn’t answer', async () => {
    const database = await makeDatabase('postgres');
    const server = await startServer(makeConfig(database.url, null), quiet, {
      packagesFolder: folder,
    });
    expect((await fetch(server.url)).status).toBe(200);
    await database.drop();
    const response = await until(
      () => fetch(server.url),
      ({ status }) => status === 503,
    );
    expect(await response.text()).toContain('its database doesn’t answer');
    await server.close();
  });
});

/** Reads a ZIP by its directory, as the format has it. */
const filesOf = (zip: Buffer): Record<string, Buffer> => {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  const files: Record<string, Buffer> = {};
  for (let n = 0; n < count; n += 1) {
    const size = zip.readUInt32LE(at + 20);
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const local = zip.readUInt32LE(at + 42);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    files[name] = inflateRawSync(zip.subarray(from, from + size));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files;
};
