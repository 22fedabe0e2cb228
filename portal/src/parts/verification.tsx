import { Link } from 'react-router';
import type { MonthSummary } from '../../../src/flows/close-month/summary.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { findingsCsv } from '../findings-csv.ts';
import { day, money, sentence, signedMoney, sumMoney, words } from '../format.ts';
import { ClauseLink } from './clause.tsx';
import { CsvLink } from './csv-link.tsx';
import { Facts, TableFrame } from './page.tsx';
import { Empty, ProblemList } from './states.tsx';
import { Status } from './status.tsx';

type Verification = NonNullable<MonthSummary['verification']> & {
  /** Last day to dispute what was billed, where the agreement has one. */
  readonly disputeBy?: string | null;
};
export type Finding = Verification['findings'][number];

const MEANINGS: Record<Finding['outcome'], string> = {
  over: 'They bill more than the agreement gives',
  under: 'They bill less',
  missing: 'They do not bill it',
  unknown: 'Nothing under the agreement gives it',
  agreed: 'The same amount',
};

/** The other side's bill against what the agreement gives: sums, then each difference; what agrees folds away. */
export function VerificationView({ month, check }: { month: string; check: Verification }) {
  const differing = check.findings.filter(({ outcome }) => outcome !== 'agreed');
  const agreed = check.findings.filter(({ outcome }) => outcome === 'agreed');
  return (
    <>
      <Facts
        facts={[
          ['They billed', money(check.billed)],
          ['The agreement gives', money(check.expected)],
          ['Overcharged', <b key="o">{signedMoney(sumOf(check, (amount) => !amount.startsWith('-')))}</b>],
          ['Undercharged', <b key="u">{signedMoney(sumOf(check, (amount) => amount.startsWith('-')))}</b>],
          ['Net difference', <b key="d">{signedMoney(check.difference)}</b>],
          ...(check.disputeBy ? [['Dispute by', <b key="by">{day(check.disputeBy)}</b>] as const] : []),
          ...(check.accountsNotCompared.length === 0
            ? []
            : [['Accounts not in their bill', check.accountsNotCompared.join(', ')] as const]),
          ...(check.zeroLinesNotShown === 0
            ? []
            : [['Lines at no charge that they leave out', String(check.zeroLinesNotShown)] as const]),
        ]}
      />
      <p>
        <CsvLink name={`findings-${month}.csv`} text={findingsCsv(check.findings)}>
          Download findings (CSV)
        </CsvLink>
      </p>
      {check.badRows.length === 0 ? null : (
        <>
          <h3>Rows that could not be read</h3>
          <ProblemList problems={check.badRows} />
        </>
      )}
      {differing.length === 0 ? (
        <Empty>Nothing differs.</Empty>
      ) : (
        <FindingTable month={month} findings={differing} label="What differs" />
      )}
      {agreed.length === 0 ? null : (
        <details className="section-table">
          <summary>
            {agreed.length} line{agreed.length === 1 ? ' agrees' : 's agree'}
          </summary>
          <FindingTable month={month} findings={agreed} label="What agrees" />
        </details>
      )}
    </>
  );
}

function FindingTable({
  month,
  findings,
  label,
}: {
  month: string;
  findings: readonly Finding[];
  label: string;
}) {
  const pages = pagesOf(useAgreement());
  return (
    <TableFrame label={label}>
      <table className="table">
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">Finding</th>
            <th scope="col">What</th>
            <th scope="col">Our line</th>
            <th scope="col">Clause</th>
            <th scope="col" className="number">
              Agreement
            </th>
            <th scope="col" className="number">
              Billed
            </th>
            <th scope="col" className="number">
              Difference
            </th>
          </tr>
        </thead>
        <tbody>
          {findings.map((finding) => (
            <tr key={finding.id}>
              <th scope="row">
                <Link to={pages.explain(`${month}/${finding.id}`)}>{finding.id}</Link>
                <span className="under" title={MEANINGS[finding.outcome]}>
                  <Status of={words(finding.outcome)} />
                </span>
              </th>
              <td className="what">
                {finding.description}
                <span className="under">{sentence(finding.reason)}</span>
              </td>
              <td>
                {finding.invoice === undefined ? (
                  '–'
                ) : (
                  <Link to={`${pages.bill(finding.invoice)}?line=${finding.line}`}>
                    <span className="whole">{finding.invoice}</span> line {finding.line}
                  </Link>
                )}
              </td>
              <td>
                <ClauseLink citation={finding.clause} />
              </td>
              <td className="number">{money(finding.expected)}</td>
              <td className="number">{money(finding.billed)}</td>
              <td className="number">{signedMoney(finding.difference)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

const sumOf = ({ findings }: Verification, isMeant: (difference: string) => boolean): string =>
  sumMoney(findings.map(({ difference }) => difference).filter(isMeant));
