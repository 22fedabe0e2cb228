import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { Link } from 'react-router';
import type { ConditioningOption } from '../../../src/articles/dsl/conditioning/conditioning-options.ts';
import type { Qualification } from '../../../src/articles/dsl/qualification/qualify-loop.ts';
import type { LoopMakeup } from '../../../src/network/plant/loop-makeup.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { useDecision } from '../api/use-decision.ts';
import { grouped, money, words } from '../format.ts';
import { without } from '../loop-parts.ts';
import type { TakenOff } from './loop-drawing.tsx';
import { TableFrame } from './page.tsx';
import { ReceiptTree } from './receipt-tree.tsx';
import { Answer, Empty, ProblemList } from './states.tsx';
import { Verdict } from './verdict.tsx';

interface Chosen {
  readonly makeup: LoopMakeup;
  readonly technologies: readonly Qualification[];
  readonly technology: string;
  readonly takenOff: TakenOff;
  readonly onTechnology: (technology: string) => void;
  readonly onTakenOff: (takenOff: TakenOff) => void;
}

/** What may be taken off the loop, what that gives and costs. The competitor chooses; nothing is ordered here. */
export function LoopConditioning(chosen: Chosen) {
  const { makeup, technologies, technology, takenOff, onTechnology, onTakenOff } = chosen;
  const pages = pagesOf(useAgreement());
  const isBare = makeup.loadCoils.length + makeup.bridgedTaps.length + makeup.repeaters.length === 0;
  const options = useDecision('conditioning-options', isBare ? undefined : { makeup, technology });
  if (isBare) return <Empty>Nothing is on this loop that could be taken off.</Empty>;
  return (
    <>
      <NativeSelect
        label="To carry"
        className="field"
        value={technology}
        onChange={(event) => onTechnology(event.currentTarget.value)}
        data={technologies.map((one) => ({ value: one.technology, label: one.name }))}
      />
      <Answer query={options}>
        {({ details }) => (
          <Options list={(details as { options: ConditioningOption[] }).options} onTake={onTakenOff} />
        )}
      </Answer>
      <div className="loop-conditioning">
        <div>
          <Parts
            label="Load coils"
            one="Coil"
            list={makeup.loadCoils.map(({ feetFromOffice }) => `at ${grouped(feetFromOffice)} feet`)}
            off={takenOff.loadCoils}
            onOff={(loadCoils) => onTakenOff({ ...takenOff, loadCoils })}
          />
          <Parts
            label="Bridged taps"
            one="Tap"
            list={makeup.bridgedTaps.map(
              ({ feet, feetFromOffice }) => `of ${grouped(feet)} feet at ${grouped(feetFromOffice)}`,
            )}
            off={takenOff.bridgedTaps}
            onOff={(bridgedTaps) => onTakenOff({ ...takenOff, bridgedTaps })}
          />
          <Parts
            label="Repeaters"
            one="Repeater"
            list={makeup.repeaters.map(({ feetFromOffice }) => `at ${grouped(feetFromOffice)} feet`)}
            off={takenOff.repeaters}
            onOff={(repeaters) => onTakenOff({ ...takenOff, repeaters })}
          />
        </div>
        <Quote makeup={makeup} technology={technology} takenOff={takenOff} />
      </div>
      <Link to={pages.openCase('loop-conditioning')}>Ask for this work: open a case of conditioning</Link>
    </>
  );
}

function Options({
  list,
  onTake,
}: {
  list: readonly ConditioningOption[];
  onTake: (takenOff: TakenOff) => void;
}) {
  return (
    <TableFrame label="Choices">
      <table className="table">
        <caption className="visually-hidden">What may be chosen, what it gives and what it costs</caption>
        <thead>
          <tr>
            <th scope="col">Choice</th>
            <th scope="col">The loop is then</th>
            <th scope="col" className="number">
              It costs
            </th>
            <th scope="col" aria-label="Choose" />
          </tr>
        </thead>
        <tbody>
          {list.map(({ takeOff, after, amount, noPrice, wanted }) => (
            <tr key={takeOff.join(' ')}>
              <th scope="row">
                {takeOff.length === 0
                  ? 'Leave it as it is'
                  : `Take off ${takeOff.map((work) => words(work).toLowerCase()).join(', ')}`}
              </th>
              <td>
                <Verdict of={after} short />
              </td>
              <td className="number">
                {amount === undefined ? (
                  <span title={noPrice?.map(({ sentence }) => sentence).join(' ')}>no list price</span>
                ) : (
                  money(amount)
                )}
              </td>
              <td>
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() =>
                    onTake({
                      loadCoils: wanted.loadCoils ?? [],
                      bridgedTaps: wanted.bridgedTaps ?? [],
                      repeaters: wanted.repeaters ?? [],
                    })
                  }
                >
                  Try
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function Parts({
  label,
  one,
  list,
  off,
  onOff,
}: {
  label: string;
  one: string;
  list: readonly string[];
  off: readonly number[];
  onOff: (numbers: number[]) => void;
}) {
  if (list.length === 0) return null;
  return (
    <fieldset>
      <legend>{label}</legend>
      <div className="loop-checks">
        {list.map((where, index) => {
          const number = index + 1;
          return (
            <Checkbox
              key={number}
              label={`${one} ${number} ${where}`}
              checked={off.includes(number)}
              onChange={(event) =>
                onOff(
                  event.currentTarget.checked
                    ? [...off, number].toSorted((a, b) => a - b)
                    : off.filter((each) => each !== number),
                )
              }
            />
          );
        })}
      </div>
    </fieldset>
  );
}

function Quote({
  makeup,
  technology,
  takenOff,
}: {
  makeup: LoopMakeup;
  technology: string;
  takenOff: TakenOff;
}) {
  const quote = useDecision('conditioning-charges', { makeup, wanted: takenOff });
  const after = useDecision('loop-qualification', { makeup: without(makeup, takenOff), technology });
  return (
    <section aria-label="Quote" aria-live="polite">
      <h3>With what is ticked taken off</h3>
      <Answer query={after}>
        {({ value }) => (
          <p>
            <Verdict of={String(value)} />
          </p>
        )}
      </Answer>
      {quote.isError ? (
        <ProblemList problems={quote.error.problems} />
      ) : (
        <Answer query={quote}>
          {(receipt) => (
            <>
              <p className="answer-value">{money(String(receipt.value))}</p>
              <details>
                <summary>Why this price</summary>
                <ReceiptTree receipt={receipt} />
              </details>
            </>
          )}
        </Answer>
      )}
    </section>
  );
}
