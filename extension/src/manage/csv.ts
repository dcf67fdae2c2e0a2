/**
 * Tables for a spreadsheet. A name that begins like a formula would be run as one where the file is
 * opened, so it gets an apostrophe in front, as OWASP advises; numbers of ours are written as they are.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
import type { MetricsReply } from '@deskside/shared/manage';
import { totalOf } from './tallies.ts';

type Cell = string | number;

const write = (cell: Cell): string => {
  if (typeof cell === 'number') return String(cell);
  const safe = /^[\s]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n;']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** With a byte order mark: without one, Excel reads Chinese as something else. */
export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  `\ufeff${rows.map((row) => row.map(write).join(',')).join('\r\n')}\r\n`;

/** A row for each day and widget, both periods; the heads are for programs as well, and not translated. */
export const metricsCsv = (
  { days }: Pick<MetricsReply, 'days'>,
  nameOf: (widgetId: string) => string,
): string =>
  csvOf([
    ['day', 'widget', 'conversations', 'messages', 'customer', 'agent', 'bot', 'phone'],
    ...days.map(({ day, widgetId, conversations, messages }) => [
      day,
      nameOf(widgetId),
      conversations,
      totalOf(messages),
      messages.customer,
      messages.agent,
      messages.bot,
      messages.phone,
    ]),
  ]);
