/** Line drawings of one weight. Each is only beside words, or in a button that has a name. */
const paths = {
  back: 'm14 6-6 6 6 6',
  photo:
    'M3 7a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2zM3 16l5-5 4 4 3-3 6 6',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  sound: 'M4 10v4M8 7v10M12 4v16M16 8v8M20 10v4',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
} as const;

interface Props {
  name: keyof typeof paths;
  size?: 'small' | 'large';
}

export const Icon = ({ name, size }: Props) => (
  <svg class={`glyph ${size ?? ''} is-${name}`} viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);

export const iconOfKind = (kind: string): keyof typeof paths =>
  kind === 'image' || kind === 'video' || kind === 'sticker'
    ? 'photo'
    : kind === 'audio'
      ? 'sound'
      : 'file';
