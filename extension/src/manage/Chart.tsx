/**
 * Bars that can be read by eye, keyboard and ear. Each is a button whose name holds its values in words;
 * the one that is looked at says them under the chart. Arrow keys go from bar to bar, Tab passes by.
 */
import { useState } from 'preact/hooks';
import { moveFocus } from '../inbox/keys.ts';
import { useFigures } from './figures.ts';

export interface Bar {
  key: string;
  /** What it holds, in words. */
  line: string;
  /** From the ground up; `look` is a class. */
  parts: { look: string; value: number }[];
  /** A line across it. */
  mark?: number;
}

interface Props {
  title: string;
  help: string;
  bars: readonly Bar[];
  /** Where the scale ends. */
  top: number;
  /** Under the first, the middle and the last. */
  ends: readonly [string, string, string];
  isLow?: boolean;
}

export const Chart = ({ title, help, bars, top, ends, isLow = false }: Props) => {
  const figures = useFigures();
  const [active, setActive] = useState<string | null>(null);
  const current = bars.find(({ key }) => key === active) ?? bars.at(-1);
  const share = (value: number) => `${(100 * value) / top}%`;
  return (
    <figure class="chart" aria-label={title}>
      <div class="scale soft" aria-hidden="true">
        <span>{figures.number(top)}</span>
        <span>0</span>
      </div>
      <ul
        class={`plot ${isLow ? 'low' : ''}`}
        aria-label={`${title}. ${help}`}
        onKeyDown={(event) => moveFocus(event, 'button')}
      >
        {bars.map(({ key, line, parts, mark }) => (
          <li key={key}>
            <button
              type="button"
              aria-label={line}
              aria-current={key === current?.key ? 'true' : undefined}
              tabIndex={key === current?.key ? 0 : -1}
              onFocus={() => setActive(key)}
              onMouseEnter={() => setActive(key)}
              onClick={() => setActive(key)}
            >
              <span class="bar-parts">
                {parts.map(({ look, value }) =>
                  value > 0 ? <i key={look} class={look} style={{ height: share(value) }} /> : null,
                )}
              </span>
              {mark !== undefined && mark > 0 && (
                <i class="mark-line" style={{ bottom: share(Math.min(mark, top)) }} />
              )}
            </button>
          </li>
        ))}
      </ul>
      <div class="ends soft" aria-hidden="true">
        {ends.map((text) => (
          <span key={text}>{text}</span>
        ))}
      </div>
      <figcaption aria-hidden="true">{current?.line}</figcaption>
    </figure>
  );
};
