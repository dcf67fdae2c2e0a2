/** The network between two: a plain TCP line that can be cut and mended, or go dead. */
import { connect, createServer, type Socket } from 'node:net';

export interface Line {
  url: string;
  cut: () => void;
  mend: () => void;
  /** What is open says nothing any more, and doesn't end: at once, or when the near side says this. */
  goDead: (at?: string) => void;
  close: () => Promise<void>;
}

export const startLine = async (target: string): Promise<Line> => {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const dead = new Set<Socket>();
  let lastWord: string | undefined;
  let isCut = false;
  const die = () => {
    lastWord = undefined;
    for (const socket of sockets) dead.add(socket.unpipe().resume());
  };
  // Half open, or a dead line would still say goodbye.
  const server = createServer({ allowHalfOpen: true }, (near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
    near.on('data', (chunk: Buffer) => {
      if (lastWord !== undefined && chunk.includes(lastWord)) die();
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      // The close that follows says it to the other.
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        if (!dead.has(one)) other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    cut,
    mend: () => {
      isCut = false;
    },
    goDead: (at) => {
      if (at === undefined) die();
      else lastWord = at;
    },
    close: async () => {
      cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
