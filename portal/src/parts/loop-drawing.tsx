import { useId } from 'react';
import type { LoopMakeup } from '../../../src/network/plant/loop-makeup.ts';
import { grouped } from '../format.ts';
import { loopGeometry } from '../loop-geometry.ts';
import type { DrawnPlace, LoopGeometry } from '../loop-geometry.ts';
import '../loops.css';

/** What is to be taken off, by numbers of the make-up, the first as 1. */
export interface TakenOff {
  readonly loadCoils: readonly number[];
  readonly bridgedTaps: readonly number[];
  readonly repeaters: readonly number[];
}

const NONE: TakenOff = { loadCoils: [], bridgedTaps: [], repeaters: [] };
/** Colours that people with any colour vision tell apart, each with a pattern of its own. */
const GAUGES: Readonly<
  Record<number, { readonly color: string; readonly width: number; readonly dash?: string }>
> = {
  26: { color: '#0072b2', width: 5 },
  24: { color: '#d55e00', width: 8, dash: '14 3' },
  22: { color: '#009e73', width: 11, dash: '5 3' },
  19: { color: '#7b3294', width: 14, dash: '2 3' },
};
const OTHER = { color: '#52606d', width: 6, dash: '8 6' };
const CARRIERS: Readonly<Record<string, string>> = {
  udlc: 'carrier system',
  idlc: 'integrated carrier',
  ngdlc: 'new carrier system',
  fiber: 'fiber',
};
/** Below this width a stretch has its gauge alone written at it. */
const WIDE = 104;
const NARROW = 30;

/** A loop from the office to the terminal, to scale: gauges, taps, coils, repeaters, what carries it, its equivalent length. */
export function LoopDrawing({
  makeup,
  equivalentFeet,
  takenOff = NONE,
}: {
  makeup: LoopMakeup;
  equivalentFeet?: number | undefined;
  takenOff?: TakenOff;
}) {
  const titleId = useId();
  const descId = useId();
  const drawn = loopGeometry(makeup, equivalentFeet);
  return (
    <figure className="loop-figure">
      <div className="loop-scroll" role="region" aria-label="Drawing of the loop" tabIndex={0}>
        <svg
          className="loop-drawing"
          viewBox={`0 0 ${drawn.width} ${drawn.height}`}
          role="img"
          aria-labelledby={`${titleId} ${descId}`}
        >
          <title id={titleId}>Loop {makeup.loop}</title>
          <desc id={descId}>{inWords(makeup, equivalentFeet)}</desc>
          <Axis drawn={drawn} />
          <Cable drawn={drawn} />
          <Taps drawn={drawn} off={takenOff.bridgedTaps} />
          {drawn.coils.map((coil) => (
            <Coil
              key={coil.number}
              at={coil}
              y={drawn.cableY}
              off={takenOff.loadCoils.includes(coil.number)}
            />
          ))}
          {drawn.repeaters.map((repeater) => (
            <Repeater
              key={repeater.number}
              at={repeater}
              y={drawn.cableY}
              off={takenOff.repeaters.includes(repeater.number)}
            />
          ))}
          <Ends drawn={drawn} makeup={makeup} />
          {equivalentFeet === undefined ? null : <Equivalent drawn={drawn} feet={equivalentFeet} />}
        </svg>
      </div>
      <figcaption className="loop-legend">
        {[...new Set(makeup.segments.map(({ gauge }) => gauge))].map((gauge) => (
          <span key={gauge}>
            <svg width="34" height="14" aria-hidden="true">
              <line x1="0" y1="7" x2="34" y2="7" {...strokeOf(gauge)} />
            </svg>{' '}
            {gauge} gauge
          </span>
        ))}
        <span>
          <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
            <CoilMark />
          </svg>{' '}
          load coil
        </span>
        <span>
          <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
            <path d="M-7 -6 L7 0 L-7 6 Z" className="loop-repeater" />
          </svg>{' '}
          repeater
        </span>
        <span>
          <svg width="30" height="16" aria-hidden="true">
            <path d="M4 0 V10 H30" className="loop-tap" />
          </svg>{' '}
          bridged tap
        </span>
      </figcaption>
    </figure>
  );
}

const strokeOf = (gauge: number) => {
  const { color, width, dash } = GAUGES[gauge] ?? OTHER;
  return { stroke: color, strokeWidth: width, ...(dash === undefined ? {} : { strokeDasharray: dash }) };
};

function Cable({ drawn }: { drawn: LoopGeometry }) {
  return (
    <>
      {drawn.segments.map(({ gauge, feet, plant, x1, x2 }, index) => (
        <g key={index}>
          <line x1={x1} y1={drawn.cableY} x2={x2} y2={drawn.cableY} {...strokeOf(gauge)} />
          {index === 0 ? null : (
            <line x1={x1} y1={drawn.cableY - 12} x2={x1} y2={drawn.cableY + 12} className="loop-splice" />
          )}
          {x2 - x1 < NARROW ? null : (
            <text x={(x1 + x2) / 2} y={drawn.cableY - 44} className="loop-label">
              {x2 - x1 < WIDE ? `${gauge}` : `${gauge} gauge`}
            </text>
          )}
          {x2 - x1 < WIDE ? null : (
            <text x={(x1 + x2) / 2} y={drawn.cableY - 30} className="loop-small">
              {grouped(feet)} ft{plant === undefined ? '' : `, ${plant}`}
            </text>
          )}
        </g>
      ))}
      {drawn.segments.length > 0 ? null : (
        <line
          x1={drawn.officeX}
          y1={drawn.cableY}
          x2={drawn.terminalX}
          y2={drawn.cableY}
          className="loop-fiber"
        />
      )}
    </>
  );
}

function Taps({ drawn, off }: { drawn: LoopGeometry; off: readonly number[] }) {
  return (
    <>
      {drawn.taps.map(({ number, feet, x, x2, y }) => (
        <g key={number} className={off.includes(number) ? 'loop-off' : undefined}>
          <path d={`M${x} ${drawn.cableY} V${y} H${x2}`} className="loop-tap" />
          <circle cx={x} cy={drawn.cableY} r="4" className="loop-joint" />
          <text x={x2 + 5} y={y + 4} className="loop-small loop-start">
            tap {number}: {grouped(feet)} ft
          </text>
        </g>
      ))}
    </>
  );
}

/** Turns of wire around a core. */
function CoilMark() {
  return (
    <>
      <circle r="7" className="loop-coil" />
      <path d="M-4 3 C-4 -5 0 -5 0 3 C0 -5 4 -5 4 3" className="loop-coil-turns" />
    </>
  );
}

function Coil({ at, y, off }: { at: DrawnPlace; y: number; off: boolean }) {
  return (
    <g transform={`translate(${at.x} ${y})`} className={off ? 'loop-off' : undefined}>
      <CoilMark />
      <text y="-12" className="loop-small">
        {at.number}
      </text>
    </g>
  );
}

function Repeater({ at, y, off }: { at: DrawnPlace; y: number; off: boolean }) {
  return (
    <g transform={`translate(${at.x} ${y})`} className={off ? 'loop-off' : undefined}>
      <path d="M-9 -9 L9 0 L-9 9 Z" className="loop-repeater" />
      <text y="-14" className="loop-small">
        {at.number}
      </text>
    </g>
  );
}

function Ends({ drawn, makeup }: { drawn: LoopGeometry; makeup: LoopMakeup }) {
  const { officeX, terminalX, cableY } = drawn;
  const carrier = CARRIERS[makeup.carrier];
  return (
    <>
      <rect x={officeX - 80} y={cableY - 22} width="80" height="44" className="loop-end" />
      <text x={officeX - 40} y={cableY - 3} className="loop-label">
        Office
      </text>
      <text x={officeX - 40} y={cableY + 13} className="loop-tiny">
        {makeup.wireCenter ?? ''}
      </text>
      {carrier === undefined ? null : (
        <g>
          <rect x={officeX + 12} y={cableY - 16} width="126" height="32" className="loop-carrier" />
          <text x={officeX + 75} y={cableY + 5} className="loop-label">
            {carrier}
          </text>
        </g>
      )}
      <rect x={terminalX} y={cableY - 22} width="76" height="44" className="loop-end" />
      <text x={terminalX + 38} y={cableY - 3} className="loop-label">
        Terminal
      </text>
      <text x={terminalX + 38} y={cableY + 13} className="loop-tiny">
        {makeup.terminal ?? ''}
      </text>
    </>
  );
}

function Axis({ drawn }: { drawn: LoopGeometry }) {
  const last = drawn.ticks.at(-1)?.x ?? drawn.terminalX;
  return (
    <g>
      <line
        x1={drawn.officeX}
        y1={drawn.axisY}
        x2={Math.max(last, drawn.terminalX)}
        y2={drawn.axisY}
        className="loop-axis"
      />
      {drawn.ticks.map(({ feet, x }) => (
        <g key={feet}>
          <line x1={x} y1={drawn.axisY} x2={x} y2={drawn.axisY + 5} className="loop-axis" />
          <text x={x} y={drawn.axisY + 18} className="loop-tiny">
            {grouped(feet)}
          </text>
        </g>
      ))}
      <text x={drawn.officeX - 10} y={drawn.axisY + 4} className="loop-tiny loop-finish">
        feet of cable
      </text>
    </g>
  );
}

/** The whole loop as if it were of the reference gauge, at the scale of the cable. */
function Equivalent({ drawn, feet }: { drawn: LoopGeometry; feet: number }) {
  const end = drawn.equivalentX ?? drawn.officeX;
  return (
    <g>
      <line
        x1={drawn.officeX}
        y1={drawn.equivalentY}
        x2={end}
        y2={drawn.equivalentY}
        className="loop-equivalent"
      />
      <line x1={end} y1={drawn.equivalentY - 7} x2={end} y2={drawn.equivalentY + 7} className="loop-splice" />
      <text x={drawn.officeX - 10} y={drawn.equivalentY + 4} className="loop-tiny loop-finish">
        equivalent
      </text>
      <text x={drawn.officeX + 4} y={drawn.equivalentY - 9} className="loop-label loop-start">
        {grouped(feet)} equivalent feet
      </text>
    </g>
  );
}

/** What the drawing shows, for who does not see it. */
export function inWords(makeup: LoopMakeup, equivalentFeet?: number): string {
  const many = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
  const places = (list: readonly { feetFromOffice: number }[]): string =>
    list.map(({ feetFromOffice }) => `${grouped(feetFromOffice)} feet`).join(', ');
  const parts = [
    makeup.segments.length === 0
      ? 'No copper from the office.'
      : `From the office: ${makeup.segments.map(({ gauge, feet }) => `${grouped(feet)} feet of ${gauge} gauge`).join(', then ')}.`,
    CARRIERS[makeup.carrier] === undefined ? '' : `It runs on: ${CARRIERS[makeup.carrier]}.`,
    makeup.bridgedTaps.length === 0
      ? 'No bridged tap.'
      : `${many(makeup.bridgedTaps.length, 'bridged tap')}: ${makeup.bridgedTaps.map(({ feet, feetFromOffice }) => `${grouped(feet)} feet at ${grouped(feetFromOffice)}`).join(', ')}.`,
    makeup.loadCoils.length === 0
      ? 'No load coil.'
      : `${many(makeup.loadCoils.length, 'load coil')} at ${places(makeup.loadCoils)}.`,
    makeup.repeaters.length === 0
      ? 'No repeater.'
      : `${many(makeup.repeaters.length, 'repeater')} at ${places(makeup.repeaters)}.`,
    equivalentFeet === undefined ? '' : `Equivalent working length: ${grouped(equivalentFeet)} feet.`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}
