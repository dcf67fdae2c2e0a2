import type { MessageId } from '@deskside/shared/ids';
import type { Delivery } from '@deskside/shared/models';
import type { Line } from '../../meta/items.ts';

/** What became of a reply that was taken to Meta. It goes the same way as what Meta sends, because the
 * two may cross. */
export interface Outcome {
  kind: 'outcome';
  line: Line;
  messageId: MessageId;
  metaId: string | null;
  delivery: Delivery;
  failure: string | null;
}
