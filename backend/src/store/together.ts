/**
 * Several statements for Postgres as one. Reading a statement, answering it and hearing the answer takes
 * both sides longer than a few rows do, so a small transaction is mostly that. Pure: only texts and values.
 */
export interface Statement {
  text: string;
  values: readonly unknown[];
}

const shiftPlaces = (text: string, by: number): string =>
  by === 0 ? text : text.replace(/\$(\d+)/g, (_, place: string) => `$${Number(place) + by}`);

/** As many texts as are kept; they are made of few parts, and come again and again. */
const TEXTS_MAX = 500;

const joiner = (join: (texts: readonly string[]) => string) => {
  const known = new Map<string, string>();
  return (statements: readonly Statement[]): Statement => {
    const key = statements.map(({ text }) => text).join('\n');
    let text = known.get(key);
    if (text === undefined) {
      let places = 0;
      const texts: string[] = [];
      for (const statement of statements) {
        texts.push(shiftPlaces(statement.text, places));
        places += statement.values.length;
      }
      text = join(texts);
      if (known.size < TEXTS_MAX) known.set(key, text);
    }
    return { text, values: statements.flatMap(({ values }) => values) };
  };
};

/** Answers with rows as JSON, each beside the number of the question that it answers. */
export const askTogether = joiner((texts) =>
  texts
    .map((text, index) => `select ${index} as question, to_json(found) as row from (${text}) found`)
    .join(' union all '),
);

/** None of them sees what another does, so they must be about different tables. */
export const tellTogether = joiner((texts) => {
  const parts = texts.slice(0, -1).map((text, index) => `part${index} as (${text})`);
  return parts.length > 0 ? `with ${parts.join(', ')} ${texts.at(-1)}` : (texts[0] ?? '');
});

/** Which table a statement changes. */
export const tableOf = ({ text }: Statement): string =>
  /^(?:insert into|update|delete from) "?(\w+)/.exec(text)?.[1] ?? '';
