/** The scenes, put together of parts. */
import type { Drawing } from './drawing.ts';
import { Bar, End, Frame, Mark, Page, Phone, Target } from './parts.tsx';

type Of<K extends Drawing['on']> = Extract<Drawing, { on: K }> & { label: string };

const rows = [0, 1, 2, 3, 4];
const rowAt = (index: number) => 34 + index * 22;

export const PhoneScene = ({ target, row, label }: Of<'phone'>) => (
  <Phone>
    <Bar x={102} y={20} w={44} h={6} />
    {target !== 'dialog' &&
      target !== 'empty' &&
      rows.map((index) => <Bar key={index} x={102} y={rowAt(index)} w={76} h={14} />)}
    {target === 'row' && <Target x={62} y={rowAt(row ?? 2) - 4} w={156} h={22} label={label} />}
    {target === 'foot' && <Target x={62} y={128} w={156} h={22} label={label} />}
    {target === 'field' && <Target x={62} y={52} w={156} h={24} label={label} />}
    {target === 'corner' && (
      <>
        <path class="d-mark" d="M179 19v.5M179 24v.5M179 29v.5" />
        <Target x={116} y={34} w={130} h={22} label={label} />
      </>
    )}
    {target === 'dialog' && (
      <Frame x={76} y={46} w={128} h={66}>
        <Bar x={88} y={58} w={90} h={6} />
        <Bar x={88} y={69} w={64} h={6} />
        <Target x={84} y={84} w={112} h={22} label={label} />
      </Frame>
    )}
    {target === 'empty' && (
      <>
        <circle class="d-line" cx={140} cy={66} r={15} />
        <path class="d-mark" d="m133 66 5 6 10-11" />
        {label && (
          <text class="d-label soft" x={140} y={104} text-anchor="middle">
            {label}
          </text>
        )}
      </>
    )}
  </Phone>
);

export const PageScene = ({ target, label }: Of<'page'>) => (
  <Page>
    <path class="d-line" d="M86 32V146" />
    {[44, 60, 76, 92].map((y) => (
      <Bar key={y} x={38} y={y} w={40} h={7} />
    ))}
    <Bar x={98} y={44} w={70} h={9} />
    {[66, 86, 106].map((y) => (
      <Bar key={y} x={98} y={y} w={140} h={12} />
    ))}
    {target === 'nav' && <Target x={22} y={70} w={134} h={22} label={label} />}
    {target === 'row' && <Target x={92} y={81} w={152} h={22} label={label} />}
    {target === 'field' && <Target x={92} y={81} w={152} h={22} label={label} />}
    {target === 'button' && <Target x={120} y={120} w={124} h={22} label={label} />}
    {target === 'corner' && (
      <>
        <Target x={214} y={36} w={30} h={22} label=" " />
        <path class="d-mark" d="M222 42h14M226 42v-2h6v2M224 42l1 11h8l1-11" />
      </>
    )}
  </Page>
);

export const DesksideScene = ({ target, label }: Of<'deskside'>) => (
  <Frame x={60} y={14} w={160} h={132}>
    <Bar x={72} y={24} w={56} h={8} />
    <path class="d-line" d="M60 40H220" />
    <rect class="d-line" x={70} y={50} width={140} height={86} rx={5} />
    <Bar x={80} y={60} w={60} h={7} />
    <Bar x={80} y={73} w={84} h={6} />
    {target === 'button' && <Target x={76} y={104} w={128} h={24} label={label} />}
    {target === 'chip' && <Target x={112} y={100} w={92} h={22} label={label} />}
    {target === 'switch' && (
      <>
        <rect class="d-fill" x={166} y={56} width={34} height={18} rx={9} />
        <circle class="d-knob" cx={191} cy={65} r={7} />
      </>
    )}
    {target === 'form' && (
      <>
        <rect class="d-target" x={80} y={88} width={120} height={16} rx={4} />
        <path class="d-mark" d="M88 92v8" />
        <rect class="d-line" x={80} y={112} width={120} height={16} rx={4} />
      </>
    )}
    {target === 'choice' && (
      <>
        <circle class="d-target" cx={88} cy={96} r={6} />
        <circle class="d-fill" cx={88} cy={96} r={3} />
        <Bar x={102} y={93} w={86} h={7} />
        <circle class="d-line" cx={88} cy={118} r={6} />
        <Bar x={102} y={115} w={66} h={7} />
      </>
    )}
  </Frame>
);

export const LineScene = ({ from, to, mark }: Of<'line'>) => (
  <>
    <End x={64} y={80} kind={from} />
    <End
      x={216}
      y={80}
      kind={to === 'meta' ? 'meta' : to === 'both' && from === 'us' ? 'meta' : 'us'}
    />
    <path class="d-line" d="M98 80h76" />
    <path class="d-mark" d="m168 74 7 6-7 6" />
    {to === 'both' && <path class="d-mark" d="m104 74-7 6 7 6" />}
    <Mark x={136} y={58} kind={mark} />
  </>
);

export const TimerScene = () => (
  <>
    <circle class="d-frame" cx={140} cy={82} r={54} />
    <path class="d-arc" d="M140 38a44 44 0 1 1-31 13" />
    <path class="d-mark" d="M140 82V54M140 82l18 12M132 20h16" />
  </>
);

export const NumberScene = ({ target }: Of<'number'>) => (
  <Frame x={34} y={52} w={212} h={56}>
    <text class={target === 'country' ? 'd-big on' : 'd-big'} x={50} y={88}>
      {target === 'short' ? '10655' : '+852'}
    </text>
    {target !== 'short' && (
      <text class={target === 'whole' ? 'd-big on' : 'd-big'} x={104} y={88}>
        9123 4567
      </text>
    )}
    {target === 'country' && <path class="d-mark" d="M50 96H94" />}
    {target === 'whole' && <path class="d-mark" d="M50 96H212" />}
    {target === 'short' && <path class="d-mark danger" d="M46 82H112" />}
    {target === 'kind' && (
      <path
        class="d-mark"
        d="M212 70h4l4 8-4 3a18 18 0 0 0 9 9l3-4 8 4v4a5 5 0 0 1-5 5c-12 0-24-12-24-24a5 5 0 0 1 5-5z"
        transform="translate(59 19.5) scale(0.75)"
      />
    )}
  </Frame>
);

export const PaperScene = ({ target }: Of<'paper'>) => (
  <Frame x={86} y={12} w={108} h={136}>
    {target === 'person' && (
      <>
        <circle class="d-mark" cx={140} cy={58} r={17} />
        <path class="d-mark" d="M108 120c4-24 18-32 32-32s28 8 32 32" />
      </>
    )}
    {target === 'warning' && (
      <>
        <path class="d-mark danger" d="M140 36l34 60h-68zM140 58v18M140 86v.5" />
        <Bar x={106} y={112} w={68} h={7} />
        <Bar x={106} y={125} w={46} h={7} />
      </>
    )}
    {target === 'calendar' && (
      <>
        <path class="d-line" d="M86 42H194" />
        {[54, 76, 98, 120].map((y, week) =>
          [100, 122, 144, 166].map((x, day) => (
            <rect
              key={`${x} ${y}`}
              class={week === 2 && day === 1 ? 'd-fill' : 'd-bar'}
              x={x}
              y={y}
              width={14}
              height={12}
              rx={3}
            />
          )),
        )}
      </>
    )}
    {(target === 'list' || target === 'ticks') &&
      [32, 58, 84, 110].map((y, index) => (
        <g key={y}>
          {target === 'ticks' && index < 3 ? (
            <path class="d-mark" d={`m100 ${y + 5} 4 5 8-9`} />
          ) : (
            <circle class="d-line" cx={106} cy={y + 5} r={5} />
          )}
          <Bar x={122} y={y + 1} w={index % 2 ? 44 : 58} h={8} />
        </g>
      ))}
  </Frame>
);
