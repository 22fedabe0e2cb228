import type { AgreementText, SectionView } from '../../../src/gateways/http-api/shapes/agreement.ts';
import { Status } from './status.tsx';
import type { Tone } from './status.tsx';
import { TableFrame } from './page.tsx';

type State = NonNullable<SectionView['coverage']>['state'];

const STATES: Record<State, readonly [label: string, tone: Tone, meaning: string]> = {
  modelled: ['Runs', 'good', 'All of it decides something.'],
  partly: ['Runs in part', 'open', 'Some of it is not executed; the section says why.'],
  stated: ['Held', 'quiet', 'Its terms are held and shown; no rule asks for them.'],
  unmodelled: ['Does not run', 'bad', 'None of it is executed; the section says why.'],
  text: ['Words', 'quiet', 'There is nothing to execute.'],
};
const ORDER: readonly State[] = ['modelled', 'partly', 'stated', 'unmodelled', 'text'];

/** What of a section runs, in a word that explains itself; nothing where there is nothing to run. */
export function CoverageMark({ coverage }: { coverage: SectionView['coverage'] }) {
  if (coverage === undefined || coverage.state === 'text') return null;
  const [label, tone, meaning] = STATES[coverage.state];
  return (
    <span title={meaning}>
      <Status of={label} tone={tone} />
    </span>
  );
}

/** What the words mean. */
export function CoverageLegend() {
  return (
    <dl className="legend" aria-label="What of a section runs">
      {ORDER.map((state) => (
        <div key={state}>
          <dt>
            <Status of={STATES[state][0]} tone={STATES[state][1]} />
          </dt>
          <dd>{STATES[state][2]}</dd>
        </div>
      ))}
    </dl>
  );
}

const countOf = (sections: readonly SectionView[], state: State): number =>
  sections.filter(({ coverage }) => coverage?.state === state).length;

/** How many sections of each article run, as bars with their numbers. */
export function CoverageTable({ articles }: { articles: AgreementText['articles'] }) {
  const own = articles.filter(({ law }) => !law);
  const all = own.flatMap(({ sections }) => sections);
  const rows = own.filter(({ sections }) => sections.length > 0);
  return (
    <TableFrame label="What of each article runs">
      <table className="table coverage-table">
        <caption className="visually-hidden">Sections of each article by what of them runs</caption>
        <thead>
          <tr>
            <th scope="col">Article</th>
            <th scope="col">
              <span className="visually-hidden">As a bar</span>
            </th>
            {ORDER.map((state) => (
              <th key={state} scope="col" className="number" title={STATES[state][2]}>
                {STATES[state][0]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ number, title, sections }) => (
            <tr key={number}>
              <th scope="row">
                {title.startsWith(number) ? null : <span className="dim">{number} </span>}
                {title}
              </th>
              <td>
                <Bar sections={sections} />
              </td>
              {ORDER.map((state) => (
                <td key={state} className="number">
                  {countOf(sections, state) || '–'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>All sections</td>
            <td>
              <Bar sections={all} />
            </td>
            {ORDER.map((state) => (
              <td key={state} className="number">
                {countOf(all, state)}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </TableFrame>
  );
}

function Bar({ sections }: { sections: readonly SectionView[] }) {
  return (
    <svg className="coverage-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      {ORDER.map((state, index) => {
        const before = ORDER.slice(0, index).reduce((sum, one) => sum + countOf(sections, one), 0);
        const scale = 100 / sections.length;
        return (
          <rect
            key={state}
            className={`coverage-${state}`}
            x={before * scale}
            width={countOf(sections, state) * scale}
            height="10"
          />
        );
      })}
    </svg>
  );
}
