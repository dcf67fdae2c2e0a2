/** Writes a ZIP file: what a browser downloads and every system opens. Names are UTF-8, nothing is
 * encrypted, and nothing is larger than four gigabytes.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';

const deflate = promisify<Uint8Array, Buffer>(deflateRaw);

export interface Entry {
  name: string;
  bytes: Uint8Array;
}

/** 1 January 1980, the earliest that the format knows: the same files make the same package. */
const DATE = 0x21;
const UTF8 = 0x0800;
const DEFLATED = 8;
const VERSION = 20;

export const zip = async (entries: readonly Entry[]): Promise<Buffer> => {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const packed = await deflate(bytes);
    const named = Buffer.from(name);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(VERSION, 0);
    about.writeUInt16LE(UTF8, 2);
    about.writeUInt16LE(DEFLATED, 4);
    about.writeUInt16LE(DATE, 8);
    about.writeUInt32LE(crc32(bytes), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(bytes.length, 18);
    about.writeUInt16LE(named.length, 22);
    const local = [Buffer.from('PK\x03\x04', 'latin1'), about, named, packed];
    // After the same fields: no comment, disk 0, no attributes; and where the entry begins.
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    const made = Buffer.from([VERSION, 0]);
    directory.push(Buffer.from('PK\x01\x02', 'latin1'), made, about, rest, named);
    parts.push(...local);
    offset += local.reduce((sum, { length }) => sum + length, 0);
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, ...directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
};
