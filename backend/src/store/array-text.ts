/** A column's values as Postgres reads an array. Most are ids and times, which stand as they are. */
export const arrayText = (values: readonly unknown[]): string => {
  let text = '{';
  for (const value of values) {
    if (text.length > 1) text += ',';
    if (value === null || value === undefined) text += 'NULL';
    else if (typeof value === 'string') text += quoted(value);
    else text += String(value);
  }
  return `${text}}`;
};

const quoted = (value: string): string =>
  /["\\]/.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : `"${value}"`;
