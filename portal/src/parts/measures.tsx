import { Link } from 'react-router';
import type { MonthMeasures } from '../../../src/gateways/http-api/shapes/measure.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { may, useMe } from '../api/use-api.ts';
import { grouped } from '../format.ts';
import { ClauseLink } from './clause.tsx';
import { TableFrame } from './page.tsx';
import { Empty } from './states.tsx';
import { Status } from './status.tsx';

const OUTCOMES = {
  pass: ['Met', 'good'],
  miss: ['Missed', 'bad'],
  'no-activity': ['No activity', 'quiet'],
} as const;

interface MeasuresProps {
  readonly measures: readonly MonthMeasures['measures'][number][];
  /** Result and outcome only. */
  readonly inShort?: boolean;
}

/** Performance of a month: each measure with its result, its standard, and whether it was met. */
export function Measures({ measures, inShort = false }: MeasuresProps) {
  const pages = pagesOf(useAgreement());
  const mayExplain = may(useMe().data, 'bills:read');
  if (measures.length === 0) return <Empty>Nothing was measured.</Empty>;
  return (
    <TableFrame label="Measures">
      <table className="table">
        <caption className="visually-hidden">Measures of the month</caption>
        <thead>
          <tr>
            <th scope="col">Measure</th>
            {inShort ? null : (
              <th scope="col" className="number">
                In time
              </th>
            )}
            <th scope="col" className="number">
              Result
            </th>
            <th scope="col" className="number">
              Standard
            </th>
            <th scope="col">Outcome</th>
            {inShort ? null : <th scope="col">Clause</th>}
          </tr>
        </thead>
        <tbody>
          {measures.map((row) => (
            <tr key={row.measure}>
              <th scope="row">
                {mayExplain ? (
                  <Link to={pages.explain(`${row.measure}/${row.month}`)}>{row.name}</Link>
                ) : (
                  row.name
                )}
              </th>
              {inShort ? null : (
                <td className="number">
                  {grouped(row.numerator)} of {grouped(row.denominator)}
                </td>
              )}
              <td className="number">{row.shown}</td>
              <td className="number">{row.benchmark}</td>
              <td>
                <Status of={OUTCOMES[row.outcome][0]} tone={OUTCOMES[row.outcome][1]} />
              </td>
              {inShort ? null : (
                <td>
                  <ClauseLink citation={row.clause} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
