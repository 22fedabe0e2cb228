import type { CaseKindView } from '../../../src/gateways/http-api/shapes/case.ts';
import { words } from '../format.ts';
import { TableFrame } from './page.tsx';

const START = 'start';
const STAY = 'stay';

/** How cases of a kind go: each state, and where each event leads from it. */
export function KindStates({ kind, current }: { kind: CaseKindView; current?: string }) {
  const states = [{ name: START, doc: 'Before the first event.', final: false }, ...kind.states];
  return (
    <details className="why-details kind-states">
      <summary>How cases of this kind go</summary>
      <TableFrame label={`States of ${kind.title}`}>
        <table className="table">
          <caption className="visually-hidden">States of {kind.title}</caption>
          <thead>
            <tr>
              <th scope="col">State</th>
              <th scope="col">What may happen, and where it leads</th>
            </tr>
          </thead>
          <tbody>
            {states.map((state) => (
              <tr key={state.name} {...(state.name === current ? { 'aria-current': 'step' as const } : {})}>
                <th scope="row">
                  {state.name === START ? 'Not opened' : words(state.name)}
                  <span className="due-kind">{state.doc}</span>
                </th>
                <td>
                  {state.final ? <span className="dim">The end.</span> : null}
                  <ul className="moves">
                    {kind.events
                      .filter(({ from }) => from.includes(state.name))
                      .map((event) => (
                        <li key={event.name}>
                          {words(event.name)} → <b>{words(event.to === STAY ? state.name : event.to)}</b>
                          {event.by === undefined ? null : <span className="dim"> {SIDES[event.by]}</span>}
                        </li>
                      ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </details>
  );
}

const SIDES = { opener: 'by who opened it', other: 'by the other party' } as const;
