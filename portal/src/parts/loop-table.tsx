import type { LoopMakeup } from '../../../src/network/plant/loop-makeup.ts';
import { day, grouped, words } from '../format.ts';
import { TableFrame } from './page.tsx';
import { Status } from './status.tsx';
import type { Tone } from './status.tsx';

interface Verdict {
  readonly technology: string;
  readonly name: string;
  readonly verdict: string;
  readonly reasons: readonly { readonly rule: string; readonly sentence: string }[];
  readonly equivalentFeet: number;
  readonly mostEquivalentFeet?: number;
}

/** A loop as the answers show it: with its make-up, or with what it carries. */
export interface ShownLoop extends Partial<Verdict> {
  readonly loop: string;
  readonly status: string;
  readonly makeup?: LoopMakeup;
  readonly technologies?: readonly Verdict[];
  readonly differences?: readonly {
    readonly part: string;
    readonly records: number | string;
    readonly measured: number | string;
  }[];
}

/** Loops with what they are made of, or what they carry and why. */
export function LoopTable({ loops }: { loops: readonly ShownLoop[] }) {
  return (
    <>
      {loops.map((one) => (
        <section key={one.loop} className="pre-order-loop" aria-label={`Loop ${one.loop}`}>
          <h3>
            {one.loop} <Status of={one.status} tone={one.status === 'defective' ? 'bad' : 'quiet'} />
          </h3>
          {one.makeup === undefined ? null : <Makeup makeup={one.makeup} />}
          <Verdicts verdicts={one.technologies ?? (one.verdict === undefined ? [] : [one as Verdict])} />
        </section>
      ))}
    </>
  );
}

function Makeup({ makeup }: { makeup: LoopMakeup }) {
  const {
    segments,
    bridgedTaps,
    loadCoils,
    repeaters,
    carrier,
    source,
    asOf,
    sparePairs,
    disturbers = [],
  } = makeup;
  const lines: [string, string][] = [
    [
      'Cable, office first',
      segments
        .map(
          ({ gauge, feet, plant }) =>
            `${grouped(feet)} ft of ${gauge} gauge${plant === undefined ? '' : `, ${plant}`}`,
        )
        .join('; '),
    ],
    [
      'Load coils',
      loadCoils.length === 0
        ? 'none'
        : loadCoils
            .map(({ feetFromOffice, type }) => `${type ?? 'one'} at ${grouped(feetFromOffice)} ft`)
            .join(', '),
    ],
    [
      'Bridged taps',
      bridgedTaps.length === 0
        ? 'none'
        : bridgedTaps
            .map(({ feet, feetFromOffice }) => `${grouped(feet)} ft at ${grouped(feetFromOffice)} ft`)
            .join(', '),
    ],
    [
      'Repeaters',
      repeaters.length === 0
        ? 'none'
        : repeaters.map(({ feetFromOffice }) => `at ${grouped(feetFromOffice)} ft`).join(', '),
    ],
    ['Carrier system', carrier === 'none' ? 'none' : carrier.toUpperCase()],
    ['Spare pairs at the terminal', sparePairs === undefined ? '' : String(sparePairs)],
    [
      'In the same binder',
      disturbers.map(({ spectrumClass, count }) => `${count} × ${spectrumClass}`).join(', '),
    ],
    ['Known from', `${source === 'measured' ? 'a test' : 'the records'} of ${day(asOf)}`],
  ];
  return (
    <dl className="facts">
      {lines
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

const TONES: Readonly<Record<string, Tone>> = { green: 'good', yellow: 'open', red: 'bad' };

function Verdicts({ verdicts }: { verdicts: readonly Verdict[] }) {
  if (verdicts.length === 0) return null;
  return (
    <TableFrame label="What it carries">
      <table className="table narrow">
        <thead>
          <tr>
            <th scope="col">Technology</th>
            <th scope="col">Answer</th>
            <th scope="col" className="number">
              Equivalent length
            </th>
            <th scope="col" className="number">
              Bears
            </th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {verdicts.map(({ technology, name, verdict, reasons, equivalentFeet, mostEquivalentFeet }) => (
            <tr key={technology}>
              <th scope="row">{name}</th>
              <td>
                <Status of={words(verdict)} tone={TONES[verdict] ?? 'quiet'} />
              </td>
              <td className="number">{grouped(equivalentFeet)} ft</td>
              <td className="number">
                {mostEquivalentFeet === undefined ? 'any' : `${grouped(mostEquivalentFeet)} ft`}
              </td>
              <td>{reasons.map(({ sentence }) => `${sentence}.`).join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
