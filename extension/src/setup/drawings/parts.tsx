/**
 * The handful of parts that every drawing is made of. Colours are classes, and the classes are tokens,
 * so both themes work; what is to be pressed is told by its heavier outline as well as its colour.
 */
import type { ComponentChildren } from 'preact';

interface At {
  x: number;
  y: number;
}
interface Box extends At {
  w: number;
  h: number;
}

/** A bar stands for words that don't matter. */
export const Bar = ({ x, y, w, h = 8 }: Omit<Box, 'h'> & { h?: number }) => (
  <rect class="d-bar" x={x} y={y} width={w} height={h} rx={2.5} />
);

export const Frame = ({ x, y, w, h, children }: Box & { children?: ComponentChildren }) => (
  <>
    <rect class="d-frame" x={x} y={y} width={w} height={h} rx={6} />
    {children}
  </>
);

/** A sign of Chinese is as wide as two letters; what doesn't fit is cut where it still reads. */
const widthOf = (text: string) =>
  [...text].reduce((sum, sign) => sum + (/[ -⿿]/.test(sign) ? 6.8 : 11.5), 0);
const fit = (text: string, w: number): string => {
  if (widthOf(text) <= w) return text;
  let short = [...text];
  while (short.length > 1 && widthOf(`${short.join('')}…`) > w) short = short.slice(0, -1);
  return `${short.join('').trim()}…`;
};

/** The thing to press: wider than what it lies on, so that its label has room. */
export const Target = ({ x, y, w, h, label }: Box & { label: string }) => (
  <>
    <rect class="d-target" x={x} y={y} width={w} height={h} rx={5} />
    {label ? (
      <text class="d-label" x={x + w / 2} y={y + h / 2 + 4} text-anchor="middle">
        {fit(label, w - 12)}
      </text>
    ) : (
      <rect class="d-ink" x={x + 10} y={y + h / 2 - 2.5} width={w * 0.5} height={5} rx={2.5} />
    )}
  </>
);

export const Phone = ({ children }: { children: ComponentChildren }) => (
  <>
    <rect class="d-frame" x={92} y={6} width={96} height={148} rx={12} />
    <rect class="d-ink faint" x={128} y={12} width={24} height={3} rx={1.5} />
    {children}
  </>
);

export const Page = ({ children }: { children: ComponentChildren }) => (
  <>
    <rect class="d-frame" x={30} y={14} width={220} height={132} rx={7} />
    <path class="d-line" d="M30 32H250" />
    <circle class="d-ink faint" cx={40} cy={23} r={2.5} />
    <circle class="d-ink faint" cx={48} cy={23} r={2.5} />
    <rect class="d-bar" x={62} y={19} width={120} height={8} rx={4} />
    {children}
  </>
);

/** Two ends of a line: Meta's circle, a phone, or our own corner of the screen. */
export const End = ({ x, y, kind }: At & { kind: 'meta' | 'phone' | 'us' }) => {
  if (kind === 'phone')
    return <rect class="d-frame" x={x - 15} y={y - 27} width={30} height={54} rx={6} />;
  if (kind === 'us')
    return (
      <>
        <rect class="d-frame" x={x - 30} y={y - 24} width={60} height={48} rx={6} />
        <rect class="d-fill" x={x + 6} y={y - 24} width={24} height={48} rx={4} />
      </>
    );
  return (
    <>
      <circle class="d-frame" cx={x} cy={y} r={26} />
      <text class="d-label" x={x} y={y + 4} text-anchor="middle">
        Meta
      </text>
    </>
  );
};

const marks = {
  key: 'M-10 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0M0 0h12M8 0v5M12 0v4',
  tick: 'm-8 0 5 6 11-12',
  text: 'M-11-7h22v13h-13l-5 5v-5h-4z',
};

export const Mark = ({ x, y, kind }: At & { kind: keyof typeof marks }) => (
  <path class="d-mark" transform={`translate(${x} ${y})`} d={marks[kind]} />
);
