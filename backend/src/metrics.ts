/**
 * What Prometheus may know: counts by outcome, never ids, names or numbers. They are kept as plain
 * numbers, and put into prom-client's words when somebody asks: loading it is a tenth of a start, and
 * most servers are never asked.
 */
const counters = {
  deliveries: {
    name: 'deskside_deliveries_total',
    help: 'Webhook deliveries, by what became of them.',
    label: 'outcome',
  },
  items: {
    name: 'deskside_items_total',
    help: 'What the deliveries held: messages, marks, statuses, names, facts, what was put aside.',
    label: 'kind',
  },
  aside: {
    name: 'deskside_aside_total',
    help: 'Parts of deliveries that were put aside, by reason.',
    label: 'reason',
  },
  replies: {
    name: 'deskside_replies_total',
    help: 'Replies taken to Meta, by its answer.',
    label: 'outcome',
  },
} as const;

export interface Metrics {
  count: (counter: keyof typeof counters, value: string) => void;
  /** In Prometheus's format, and what that format is called. */
  describe: () => Promise<{ text: string; contentType: string }>;
}

export const createMetrics = (listeners: () => number): Metrics => {
  const counts = Object.fromEntries(
    Object.keys(counters).map((name) => [name, new Map<string, number>()]),
  ) as Record<keyof typeof counters, Map<string, number>>;

  const openRegistry = async () => {
    const { Counter, collectDefaultMetrics, Gauge, Registry } = await import('prom-client');
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    const registers = [registry];
    new Gauge({
      name: 'deskside_listeners',
      help: 'Open event streams.',
      registers,
      collect() {
        this.set(listeners());
      },
    });
    for (const [key, { name, help, label }] of Object.entries(counters))
      new Counter({
        name,
        help,
        labelNames: [label],
        registers,
        collect() {
          this.reset();
          for (const [value, count] of counts[key as keyof typeof counters])
            this.inc({ [label]: value }, count);
        },
      });
    return registry;
  };
  let registry: ReturnType<typeof openRegistry> | undefined;

  return {
    count: (counter, value) => {
      counts[counter].set(value, (counts[counter].get(value) ?? 0) + 1);
    },
    describe: async () => {
      registry ??= openRegistry();
      const opened = await registry;
      return { text: await opened.metrics(), contentType: opened.contentType };
    },
  };
};
