/** The rooms of the manage page, in their order. A new capability adds its own by one entry here, one
 * name in the words, and one case in ManagePage. */
import type { Agent } from '@deskside/shared/models';

export const rooms = [
  'widgets',
  'metrics',
  'people',
  'duplicates',
  'deliveries',
  'settings',
] as const;
export type RoomName = (typeof rooms)[number];

export interface ViewProps {
  me: Agent;
  id: string | null;
}

export interface Place {
  room: RoomName;
  /** What in the room: a widget's id, say. */
  id: string | null;
}

/** `#widgets/01a0…`: the address says where one is, so that back, reload and links lead there. */
export const placeOf = (hash: string): Place => {
  const [name = '', id = ''] = hash.replace(/^#/, '').split('/');
  const room = rooms.find((one) => one === name) ?? 'widgets';
  return { room, id: name === room && id ? decodeURIComponent(id) : null };
};

export const hashOf = ({ room, id }: Place): string =>
  `#${room}${id ? `/${encodeURIComponent(id)}` : ''}`;
