import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Qualification } from '../../../src/articles/dsl/qualification/qualify-loop.ts';
import type { LoopMakeup } from '../../../src/network/plant/loop-makeup.ts';
import { useDecision } from '../api/use-decision.ts';
import { day, grouped } from '../format.ts';
import { LoopConditioning } from '../parts/loop-conditioning.tsx';
import { LoopDrawing } from '../parts/loop-drawing.tsx';
import type { TakenOff } from '../parts/loop-drawing.tsx';
import { LoopFind } from '../parts/loop-find.tsx';
import type { FoundLoop } from '../parts/loop-find.tsx';
import { LoopVerdicts } from '../parts/loop-verdicts.tsx';
import { Facts, PageTitle, Part } from '../parts/page.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import '../loops.css';

const NOTHING: TakenOff = { loadCoils: [], bridgedTaps: [], repeaters: [] };

/** What a loop is made of, what it will carry, and what conditioning would change. Nothing is ordered. */
export function LoopsPage() {
  const [loops, setLoops] = useState<readonly FoundLoop[]>([]);
  const [chosen, setChosen] = useState(0);
  const found = loops[chosen];
  return (
    <>
      <PageTitle
        title="Loops"
        under="Will this pair carry it, what must be taken off, and what does that cost? Nothing is ordered here."
      />
      <Part title="Find a loop">
        <LoopFind
          onFound={(list) => {
            setLoops(list);
            setChosen(0);
          }}
        />
        {loops.length < 2 ? null : (
          <NativeSelect
            label="Loops found"
            className="field"
            value={String(chosen)}
            onChange={(event) => setChosen(Number(event.currentTarget.value))}
            data={loops.map(({ loop, status }, index) => ({
              value: String(index),
              label: status === undefined ? loop : `${loop} (${status})`,
            }))}
          />
        )}
      </Part>
      {found === undefined ? (
        <Empty>Look up a loop, or paste a make-up.</Empty>
      ) : (
        <Loop key={`${chosen} ${JSON.stringify(found.makeup)}`} found={found} />
      )}
    </>
  );
}

function Loop({ found }: { found: FoundLoop }) {
  const { makeup } = found;
  const [takenOff, setTakenOff] = useState(NOTHING);
  const [technology, setTechnology] = useState<string>();
  const answers = useDecision('loop-technologies', { makeup });
  return (
    <Answer query={answers}>
      {({ details }) => {
        const { technologies } = details as { technologies: Qualification[] };
        const [first] = technologies;
        if (first === undefined) return <Empty>The agreement names no technology.</Empty>;
        const wanted =
          technology ??
          technologies.find(({ verdict }) => verdict === 'yellow')?.technology ??
          first.technology;
        return (
          <>
            <Part title={`Loop ${makeup.loop}`}>
              <LoopDrawing makeup={makeup} equivalentFeet={first.equivalentFeet} takenOff={takenOff} />
              <Facts facts={factsOf(found, first)} />
            </Part>
            <Part
              title="What it will carry"
              note="By the equivalent length, never by the feet of the route. No technology is barred: this is what will work."
            >
              <LoopVerdicts makeup={makeup} technologies={technologies} />
            </Part>
            <Part title="Conditioning" note="You choose what is taken off; nothing is taken off by itself.">
              <LoopConditioning
                makeup={makeup}
                technologies={technologies}
                technology={wanted}
                takenOff={takenOff}
                onTechnology={setTechnology}
                onTakenOff={setTakenOff}
              />
            </Part>
          </>
        );
      }}
    </Answer>
  );
}

const SOURCES = { records: 'From the records', measured: 'Measured' } as const;

function factsOf({ makeup, status }: FoundLoop, { equivalentFeet, routeFeet }: Qualification) {
  const tap = makeup.bridgedTaps.reduce((sum, { feet }) => sum + feet, 0);
  return [
    ['Equivalent length', `${grouped(equivalentFeet)} feet`],
    ['Cable', `${grouped(routeFeet)} feet`],
    ['Bridged tap', tap === 0 ? 'none' : `${grouped(tap)} feet in sum, ${makeup.bridgedTaps.length} taps`],
    ['Known from', `${SOURCES[makeup.source]}, ${day(makeup.asOf)}`],
    ['Spare pairs', makeup.sparePairs === undefined ? 'not known' : String(makeup.sparePairs)],
    ['In the binder group', disturbersOf(makeup)],
    ...(status === undefined ? [] : [['Pair', status] as const]),
  ] as const;
}

function disturbersOf({ binder, disturbers }: LoopMakeup): string {
  const group = binder === undefined ? '' : `${binder}: `;
  if (disturbers === undefined) return `${group}not known`;
  const all = disturbers.map(({ spectrumClass, count }) => `${count} of class ${spectrumClass}`);
  return `${group}${all.join(', ') || 'nothing else'}`;
}
