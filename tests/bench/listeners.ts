/**
 * Many open streams in a process of their own, so that their memory and their work aren't the bench's.
 * `node tests/bench/listeners.ts <url> <token> <count>`, with a channel to whoever started it: it says
 * when all are live, and when the last of them has read a given word.
 */
import { once } from 'node:events';
import { connect } from 'node:net';
import { machineMs } from './measure.ts';
import type { Note } from './streams.ts';

const [url = '', token = '', count = '0'] = process.argv.slice(2);
const { hostname, port } = new URL(url);
/** As many as a server's queue of new connections surely takes. */
const AT_ONCE = 100;

let mark = '';
let heard = 0;

const tell = (note: Note) => process.send?.(note);

const open = async (): Promise<void> => {
  const socket = connect({ host: hostname, port: Number(port) });
  await once(socket, 'connect');
  socket.setEncoding('latin1');
  socket.write(
    `GET /api/events HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${token}\r\n\r\n`,
  );
  await new Promise<void>((resolve) => {
    let tail = '';
    let lastHeard = '';
    socket.on('data', (chunk: string) => {
      const text = tail + chunk;
      // A word may be cut by the end of a packet.
      tail = text.slice(-40);
      if (text.includes('event: live')) resolve();
      if (mark === '' || lastHeard === mark || !text.includes(mark)) return;
      lastHeard = mark;
      heard += 1;
      if (heard === Number(count)) tell({ heardAt: machineMs() });
    });
    socket.on('close', () => tell({ lost: 'the server closed a stream' }));
    socket.on('error', ({ message }) => tell({ lost: message }));
  });
};

process.on('message', (word: string) => {
  mark = word;
  heard = 0;
  tell('watching');
});
process.on('disconnect', () => process.exit(0));

for (let left = Number(count); left > 0; left -= AT_ONCE)
  await Promise.all(Array.from({ length: Math.min(left, AT_ONCE) }, open));
tell('live');
