import type { Content } from '@deskside/shared/content';

/** Line drawings of one weight. Each is only beside words, or in a button that has a name. */
const paths = {
  back: 'm14 6-6 6 6 6',
  photo:
    'M3 7a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2zM3 16l5-5 4 4 3-3 6 6',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  sound: 'M4 10v4M8 7v10M12 4v16M16 8v8M20 10v4',
  place:
    'M12 21s7-6 7-11a7 7 0 0 0-14 0c0 5 7 11 7 11zM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 21c1-4 4-6 8-6s7 2 8 6',
  basket: 'M4 9h16l-2 11H6zM8 9l4-5 4 5',
  phone:
    'M6 3h3l2 5-2.5 1.5a12 12 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3C10.5 20.500 3.500 13.500 3 6a3 3 0 0 1 3-3z',
  bin: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13',
  manage:
    'M4 7h9M17 7h3M4 17h3M11 17h9M15 9.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5M9 19.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
} as const;

export type IconName = keyof typeof paths;

interface Props {
  name: IconName;
  size?: 'small' | 'large';
}

export const Icon = ({ name, size }: Props) => (
  <svg class={`glyph ${size ?? ''} is-${name}`} viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);

const ofType: Partial<Record<Content['type'], IconName>> = {
  location: 'place',
  contacts: 'person',
  order: 'basket',
  form: 'file',
  call: 'phone',
  'call-permission': 'phone',
  revoked: 'bin',
  notice: 'more',
};

export const iconOfContent = (content: Content): IconName => {
  const kind = content.type === 'media' || content.type === 'unsupported' ? content.kind : '';
  if (kind === 'image' || kind === 'video' || kind === 'sticker') return 'photo';
  if (kind === 'audio' || kind === 'voice') return 'sound';
  return ofType[content.type] ?? 'file';
};
