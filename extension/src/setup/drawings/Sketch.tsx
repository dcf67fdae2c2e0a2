import type { ChecklistId } from '@deskside/shared/checklists/model';
import { drawings } from './all.ts';
import type { Drawing } from './drawing.ts';
import {
  DesksideScene,
  LineScene,
  NumberScene,
  PageScene,
  PaperScene,
  PhoneScene,
  TimerScene,
} from './scenes.tsx';

interface Props {
  checklist: ChecklistId;
  step: string;
  /** What stands on the thing to press. */
  label: string;
}

/** Where something is typed or chosen right below, the drawing takes less room. */
const small: readonly Drawing['on'][] = ['number'];
const boxOf = ({ on }: Drawing) => (on === 'number' ? '0 40 280 80' : '0 0 280 160');

/** The drawing beside a step. It says nothing that the step's words don't, so a screen reader skips it. */
export const Sketch = ({ checklist, step, label }: Props) => {
  const drawing = drawings[checklist][step];
  if (!drawing) return null;
  return (
    <svg
      class={`sketch ${small.includes(drawing.on) ? 'is-small' : ''}`}
      viewBox={boxOf(drawing)}
      aria-hidden="true"
    >
      {drawing.on === 'phone' && <PhoneScene {...drawing} label={label} />}
      {drawing.on === 'page' && <PageScene {...drawing} label={label} />}
      {drawing.on === 'deskside' && <DesksideScene {...drawing} label={label} />}
      {drawing.on === 'line' && <LineScene {...drawing} label={label} />}
      {drawing.on === 'timer' && <TimerScene />}
      {drawing.on === 'number' && <NumberScene {...drawing} label={label} />}
      {drawing.on === 'paper' && <PaperScene {...drawing} label={label} />}
    </svg>
  );
};
