/** The proxy that gives a server its public https address. Its certificate is nobody's, and good for tests
 * only; what runs meanwhile is told to bear it. */

import { request } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';

const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg+d3yWi2UnVl1Yh9u
AU5O3qjP51BCqX10DEdrWp6hnlyhRANCAASdgOBIm2UY6T36YWPd1/rzHeNx0E9a
hwwdzRGGpi2yxRJjNug2gZTo3vks4BoiF/wGQbmS/r2OlZ1stcHmAbWE
-----END PRIVATE KEY-----
`;
const cert = `-----BEGIN CERTIFICATE-----
MIIBfjCCASWgAwIBAgIULX5ftp7G04CDyuQfFXlM4XuRD8YwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyNDE1MzEwOFoYDzIxMjYxMDMx
MTUzMTA4WjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASdgOBIm2UY6T36YWPd1/rzHeNx0E9ahwwdzRGGpi2yxRJjNug2gZTo
3vks4BoiF/wGQbmS/r2OlZ1stcHmAbWEo1MwUTAdBgNVHQ4EFgQUIk8dYgWtG/gd
bQc/M5c2fPJL5KIwHwYDVR0jBBgwFoAUIk8dYgWtG/gdbQc/M5c2fPJL5KIwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiAG17XAT9HbjS5JgMegOOIn
9iRpB4Bgv8dxQiR458UmIAIgaOsdjdipx610IKUo4/xGh0KJEN+63tWsDRcfebEz
YZU=
-----END CERTIFICATE-----
`;

export interface HttpsProxy {
  url: string;
  /** Where it leads; nobody's answer while it leads nowhere. */
  port: number;
  close: () => Promise<void>;
}

/** A port that was free a moment ago. */
export const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
};

export const startHttps = async (port: number): Promise<HttpsProxy> => {
  const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  const server = createHttps({ key, cert }, (asked, answer) => {
    const { method, url: path, headers } = asked;
    const through = request(
      { host: '127.0.0.1', port: proxy.port, method, path, headers },
      (told) => {
        answer.writeHead(told.statusCode ?? 502, told.headers);
        told.pipe(answer);
      },
    );
    through.on('error', () => answer.writeHead(502).end('nobody there'));
    asked.pipe(through);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: HttpsProxy = {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    port,
    close: async () => {
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return proxy;
};
