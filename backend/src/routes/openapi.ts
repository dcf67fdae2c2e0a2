/** The contract for other programs, which must never say anything that the server doesn't do. */
import { ErrorReply, endpoints, PROTOCOL } from '@deskside/shared/api';
import * as z from 'zod/mini';
import type { App } from './context.ts';

/** The description is made from the very schemas that the server parses by. */
const schemaOf = (schema: z.ZodMiniType) =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });

const json = (schema: z.ZodMiniType) => ({
  content: { 'application/json': { schema: schemaOf(schema) } },
});

const describe = (endpoint: (typeof endpoints)[keyof typeof endpoints]) => ({
  summary: endpoint.summary,
  security: endpoint.isOpen ? [] : [{ token: [] }],
  parameters: [
    ...[...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...Object.entries(endpoint.query).map(([name, description]) => ({
      name,
      in: 'query',
      description,
      schema: { type: 'string' },
    })),
  ],
  ...(endpoint.request ? { requestBody: json(endpoint.request) } : {}),
  responses: {
    200: { description: 'Done.', ...json(endpoint.reply) },
    default: { description: 'An error, with its code.', ...json(ErrorReply) },
  },
});

/** What isn't for extensions: Meta's door, and what watches over the server. */
const outside = [
  ['/webhooks/whatsapp', 'get', 'Meta’s challenge, answered when the verify token is ours.'],
  [
    '/webhooks/whatsapp',
    'post',
    'Meta’s deliveries, signed over their raw bytes; 200 once stored.',
  ],
  ['/healthz', 'get', 'Whether the process lives.'],
  ['/readyz', 'get', 'Whether it takes work and has its data; 503 while it drains.'],
  ['/metrics', 'get', 'Counts, for Prometheus.'],
] as const;

const build = () => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of Object.values(endpoints)) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: describe(endpoint) };
  }
  for (const [path, method, summary] of outside)
    paths[path] = {
      ...paths[path],
      [method]: { summary, responses: { 200: { description: 'Done.' } } },
    };
  return {
    openapi: '3.1.0',
    info: { title: 'Deskside', version: String(PROTOCOL) },
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    paths,
  };
};

export const openapiRoutes = (app: App): void => {
  let description: ReturnType<typeof build> | undefined;
  app.get('/api/openapi.json', (c) => {
    description ??= build();
    return c.json(description);
  });
};
