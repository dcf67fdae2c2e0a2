/** The limit of fanning out: `node:http` alone keeps everyone who asks, and writes every body that is
 * posted to all of them. No log, no database, no tokens. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const listeners = new Set<ServerResponse>();

const server = createServer(async (incoming, outgoing) => {
  if (incoming.method === 'GET') {
    outgoing.writeHead(200, { 'content-type': 'text/event-stream' });
    outgoing.write('event: live\ndata: {}\n\n');
    listeners.add(outgoing);
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const frame = Buffer.from(`id: 1\ndata: ${Buffer.concat(chunks).toString()}\n\n`);
  for (const listener of listeners) listener.write(frame);
  outgoing.writeHead(200, { 'content-length': 0 }).end();
});

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
});
process.once('SIGTERM', () => process.exit(0));
