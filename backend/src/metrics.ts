/** What Prometheus may know: counts by outcome, never ids, names or numbers. */
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';

export const createMetrics = (listeners: () => number) => {
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
  return {
    registry,
    deliveries: new Counter({
      name: 'deskside_deliveries_total',
      help: 'Webhook deliveries, by what became of them.',
      labelNames: ['outcome'],
      registers,
    }),
    items: new Counter({
      name: 'deskside_items_total',
      help: 'What the deliveries held: messages, marks, statuses, names, facts, what was put aside.',
      labelNames: ['kind'],
      registers,
    }),
    aside: new Counter({
      name: 'deskside_aside_total',
      help: 'Parts of deliveries that were put aside, by reason.',
      labelNames: ['reason'],
      registers,
    }),
    replies: new Counter({
      name: 'deskside_replies_total',
      help: 'Replies taken to Meta, by its answer.',
      labelNames: ['outcome'],
      registers,
    }),
  };
};
export type Metrics = ReturnType<typeof createMetrics>;
