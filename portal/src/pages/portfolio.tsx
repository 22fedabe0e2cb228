import { Link } from 'react-router';
import type { KeyTerm, Portfolio, PortfolioRow } from '../../../src/gateways/http-api/shapes/portfolio.ts';
import { AgreementContext, pagesOf } from '../agreement-context.tsx';
import { useApi, useMe } from '../api/use-api.ts';
import { day, money, words } from '../format.ts';
import { ClauseLink } from '../parts/clause.tsx';
import { Actor, DueCaseLink, DueWhen } from '../parts/due-item.tsx';
import { PageTitle, Part, TableFrame } from '../parts/page.tsx';
import { Provenance } from '../parts/provenance.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { Status } from '../parts/status.tsx';
import '../cases.css';

/** All agreements of the carrier side by side. */
export function PortfolioPage() {
  const me = useMe();
  const portfolio = useApi<Portfolio>('/api/portfolio');
  return (
    <>
      <PageTitle
        title="Portfolio"
        under={`The agreements of ${me.data?.party.name ?? 'your carrier'}, side by side`}
      />
      <Answer query={portfolio}>
        {({ asOf, agreements }) =>
          agreements.length === 0 ? (
            <Empty>Your carrier is not a party of any agreement here.</Empty>
          ) : (
            <>
              <Part title="Where they stand" note={`Names and life as of ${day(asOf)}.`}>
                <StandTable rows={agreements} />
              </Part>
              <Part
                title="Key terms"
                note={`In force on ${day(asOf)}; a dash where the agreement says nothing.`}
              >
                <TermTable rows={agreements} />
              </Part>
            </>
          )
        }
      </Answer>
    </>
  );
}

function StandTable({ rows }: { rows: readonly PortfolioRow[] }) {
  return (
    <TableFrame label="Where the agreements stand">
      <table className="table portfolio">
        <caption className="visually-hidden">Agreements with life, open cases, what is due and bills</caption>
        <thead>
          <tr>
            <th scope="col">With</th>
            <th scope="col">Life</th>
            <th scope="col">Open cases</th>
            <th scope="col">Next due</th>
            <th scope="col" className="number">
              You owe
            </th>
            <th scope="col" className="number">
              Owed to you
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <AgreementContext key={row.id} value={row}>
              <tr>
                <th scope="row">
                  <Link to={pagesOf(row).text()}>{row.counterparty}</Link>
                  <span className="due-kind">
                    {row.id}
                    {row.docket === undefined ? '' : `, docket ${row.docket}`}
                  </span>
                </th>
                <td>
                  <Life row={row} />
                </td>
                <td>
                  <OpenCases row={row} />
                </td>
                <td>
                  <NextDue row={row} />
                </td>
                <td className="number">
                  {row.bills === null ? '—' : money(row.bills.youOwe)}
                  {row.bills === null || row.bills.pastDue === 0 ? null : (
                    <span className="due-kind">
                      {row.bills.pastDue} of {row.bills.open} bills past due
                    </span>
                  )}
                </td>
                <td className="number">
                  {row.bills === null ? '—' : money(row.bills.owedToYou)}
                  {row.bills === null || row.bills.disputed === '0.00' ? null : (
                    <span className="due-kind">{money(row.bills.disputed)} in dispute</span>
                  )}
                </td>
              </tr>
            </AgreementContext>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function Life({ row }: { row: PortfolioRow }) {
  if (row.life === null) return <span className="dim">Not on record</span>;
  const { state, effectiveOn, termEndsOn } = row.life;
  return (
    <>
      <Status of={words(state)} tone={state === 'effective' ? 'good' : 'open'} />
      <span className="due-kind">
        {effectiveOn === undefined ? '' : `in effect since ${day(effectiveOn)}`}
        {termEndsOn === undefined ? '' : `, term to ${day(termEndsOn)}`}
      </span>
    </>
  );
}

function OpenCases({ row }: { row: PortfolioRow }) {
  if (row.cases.length === 0) return <span className="dim">None</span>;
  return row.cases.map((one) => (
    <p key={one.kind} className="due-line">
      <Link to={`${pagesOf(row).cases}?kind=${one.kind}`}>
        {one.open} × {one.title}
      </Link>{' '}
      {one.overdue > 0 ? <Status of={`${one.overdue} overdue`} tone="bad" /> : null}
    </p>
  ));
}

function NextDue({ row }: { row: PortfolioRow }) {
  if (row.nextDue === null) return <span className="dim">Nothing</span>;
  return (
    <>
      <DueWhen agreement={row} clock={row.nextDue} />
      <span className="due-kind">
        <DueCaseLink agreement={row} clock={row.nextDue} />: {words(row.nextDue.clock).toLowerCase()},{' '}
        <Actor agreement={row} clock={row.nextDue} />
      </span>
    </>
  );
}

/** A term a row, an agreement a column: only terms that one of them has. */
function TermTable({ rows }: { rows: readonly PortfolioRow[] }) {
  const ids = [...new Set(rows.flatMap(({ keyTerms }) => keyTerms.map(({ id }) => id)))];
  if (ids.length === 0) return <Empty>None of them has these terms.</Empty>;
  return (
    <TableFrame label="Key terms">
      <table className="table key-terms">
        <caption className="visually-hidden">Key terms of the agreements</caption>
        <thead>
          <tr>
            <th scope="col">Term</th>
            {rows.map((row) => (
              <th key={row.id} scope="col">
                {row.counterparty}
                <span className="due-kind">{row.id}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ids.map((id) => (
            <tr key={id}>
              <th scope="row">{words(id)}</th>
              {rows.map((row) => (
                <td key={row.id}>
                  <AgreementContext value={row}>
                    <TermCell term={row.keyTerms.find((term) => term.id === id)} />
                  </AgreementContext>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function TermCell({ term }: { term: KeyTerm | undefined }) {
  if (term === undefined) return <span className="dim">–</span>;
  return (
    <>
      {term.value}{' '}
      <span className="key-term-basis">
        <ClauseLink citation={term.citation} /> <Provenance of={term.provenance} />
      </span>
    </>
  );
}
