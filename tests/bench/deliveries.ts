/**
 * Deliveries as Meta makes them, signed and framed as whole HTTP requests before any clock runs: 500
 * customers, ids that are as random as Meta's, and text beyond ASCII as \uXXXX.
 */
import { randomBytes } from 'node:crypto';
import { sign } from '@deskside/backend/meta/verify';
import { SECRET } from '../fakes/meta.ts';
import * as bodies from '../fixtures/bodies.ts';

/** One POST: its bytes, how many messages they carry, and a word that only its last text has. */
export interface Delivery {
  bytes: Buffer;
  messages: number;
  mark: string;
}

interface Shape {
  messages: number;
  /** How long each text is made, in characters; as short as they come without it. */
  textLength?: number;
  customers?: number;
}

const CUSTOMERS = 500;
let count = 0;

/** What stands in front of the random part names the customer, so ids of one customer are neighbours
 * in an index, as they are with Meta. */
const newWamid = (phone: string): string => {
  const head = Buffer.from([0x1c, 0x18, phone.length]);
  const random = randomBytes(10).toString('hex').toUpperCase();
  const middle = Buffer.from([0x15, 0x02, 0x00, 0x12, 0x18, 0x14]);
  const all = [head, Buffer.from(phone), middle, Buffer.from(random), Buffer.from([0])];
  return `wamid.${Buffer.concat(all).toString('base64')}`;
};

const escapeText = (json: string): string =>
  json.replace(
    /[\u0080-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const newMark = (): string => {
  count += 1;
  return `mark-${count}-`;
};

const makeBody = ({ messages, textLength = 0, customers = CUSTOMERS }: Shape) => {
  const at = Date.now();
  let mark = '';
  const changes = Array.from({ length: messages }, () => {
    mark = newMark();
    const i = count % customers;
    const who = { name: `Customer ${i} 陳大文`, phone: `8529${String(i).padStart(7, '0')}` };
    const text = `${mark} 請問星期日開門嗎？ Is the Central store open on Sunday? 🙂`;
    const part = bodies.textPart(text.padEnd(textLength, ' lorem ipsum 長文'));
    return bodies.envelope('messages', bodies.messageValue(who, newWamid(who.phone), at, part));
  });
  const [first] = changes;
  const all = changes.flatMap(({ entry }) => entry.flatMap((one) => one.changes));
  const id = bodies.ACCOUNT_ID;
  return { mark, body: { object: first?.object, entry: [{ id, changes: all }] } };
};

/** Deliveries for one server; another server may get the same. */
export const makeDeliveries = (length: number, shape: Shape): Delivery[] =>
  Array.from({ length }, () => {
    const { mark, body } = makeBody(shape);
    const text = Buffer.from(escapeText(JSON.stringify(body)));
    const head = [
      'POST /webhooks/whatsapp HTTP/1.1',
      'host: 127.0.0.1',
      'user-agent: facebookexternalua',
      'content-type: application/json',
      `content-length: ${text.length}`,
      `x-hub-signature-256: ${sign(text, SECRET)}`,
    ];
    const bytes = Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), text]);
    return { bytes, messages: shape.messages, mark };
  });
