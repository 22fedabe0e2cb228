import { Link } from 'react-router';
import type { AgreementHead } from '../../../src/gateways/http-api/shapes/agreement.ts';
import type { MonthSummary } from '../../../src/flows/close-month/summary.ts';
import type { InvoiceHead } from '../../../src/gateways/http-api/shapes/invoice.ts';
import type { Month, MonthHead } from '../../../src/gateways/http-api/shapes/month.ts';
import { AgreementContext, otherIn, pagesOf, shortNameIn } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi, useMe } from '../api/use-api.ts';
import { money, monthName, signedMoney, sumMoney } from '../format.ts';
import { Dispositions } from '../parts/dispositions.tsx';
import { Measures } from '../parts/measures.tsx';
import { PageTitle } from '../parts/page.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { Status } from '../parts/status.tsx';

/** Every agreement of the carrier with the headline of its latest month. */
export function OverviewPage() {
  const me = useMe();
  const agreements = useApi<AgreementHead[]>('/api/agreements');
  return (
    <>
      <PageTitle title="Overview" under={`What ${me.data?.party.name ?? 'you'} exchanged, month by month`} />
      <Answer query={agreements}>
        {(list) =>
          list.length === 0 ? (
            <Empty>Your carrier is not a party of any agreement here.</Empty>
          ) : (
            list.map((agreement) => <AgreementCard key={agreement.id} agreement={agreement} />)
          )
        }
      </Answer>
    </>
  );
}

function AgreementCard({ agreement }: { agreement: AgreementHead }) {
  const months = useApi<MonthHead[]>(apiPath('agreements', agreement.form, agreement.variant, 'months'));
  const pages = pagesOf(agreement);
  return (
    <AgreementContext value={agreement}>
      <section className="card" aria-label={agreement.parties}>
        <header className="card-head">
          <div>
            <h2>
              <Link to={pages.text()}>{agreement.parties}</Link>
            </h2>
            <p className="note">
              {agreement.title}
              {agreement.docket === undefined ? '' : `, docket ${agreement.docket}`} · version{' '}
              {agreement.version} · you are the{' '}
              {agreement.yourRole === 'ilec' ? 'incumbent (ILEC)' : 'competitor (CLEC)'}
            </p>
          </div>
          <Status of={agreement.status === 'draft' ? 'Draft agreement' : 'Released'} tone="quiet" />
        </header>
        <Answer query={months}>
          {([latest]) =>
            latest === undefined ? (
              <Empty>No month has been closed under it yet.</Empty>
            ) : (
              <Headline agreement={agreement} month={latest} />
            )
          }
        </Answer>
      </section>
    </AgreementContext>
  );
}

function Headline({ agreement, month }: { agreement: AgreementHead; month: MonthHead }) {
  const path = (...parts: string[]): string =>
    apiPath('agreements', agreement.form, agreement.variant, ...parts);
  const detail = useApi<Month>(path('months', month.month));
  const bills = useApi<InvoiceHead[]>(`${path('invoices')}?month=${month.month}`);
  const pages = pagesOf(agreement);
  const other = otherIn(agreement);
  const name = shortNameIn(agreement, other.id);
  const check = detail.data?.summary.verification ?? null;
  const owedTo = (party: string): string =>
    sumMoney((bills.data ?? []).filter((bill) => bill.from === party).map(({ total }) => total));
  return (
    <>
      <h3 className="month-line">
        <Link to={pages.month(month.month)}>{monthName(month.month)}</Link>{' '}
        <Status of={month.state === 'draft' ? 'Draft' : 'Issued'} />
      </h3>
      <div className="headline">
        <Figure
          label={`Owed to ${name} under the agreement`}
          value={money(owedTo(other.id))}
          to={pages.bills}
        />
        {check === null ? null : (
          <Figure
            label={`${name} billed`}
            value={money(check.billed)}
            under={compared(check, owedTo(other.id))}
            to={pages.findings}
          />
        )}
        <Figure
          label={`Owed to you by ${name} under the agreement`}
          value={money(owedTo(agreement[agreement.yourRole].id))}
          to={pages.bills}
        />
      </div>
      <Answer query={detail}>
        {({ summary }) => (
          <div className="halves">
            <div>
              <h4>Call records</h4>
              <Dispositions traffic={summary.traffic} />
            </div>
            <div>
              <h4>Performance</h4>
              <Measures measures={summary.measures} inShort />
            </div>
          </div>
        )}
      </Answer>
    </>
  );
}

type Verification = NonNullable<MonthSummary['verification']>;

/** How the bill of the other side differs, and from what amount where the check did not cover all that is owed. */
function compared({ expected, difference, counts }: Verification, owed: string): string {
  const count = differences(counts);
  const lines = count === 1 ? '1 line differs' : `${count} lines differ`;
  const against = expected === owed ? '' : `, against ${money(expected)} that was compared`;
  return `Difference ${signedMoney(difference)}, ${lines}${against}`;
}

interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly under?: string;
  readonly to: string;
}

function Figure({ label, value, under, to }: FigureProps) {
  return (
    <Link to={to} className="figure">
      <span className="figure-value">{value}</span>
      <span className="figure-label">{label}</span>
      {under === undefined ? null : <span className="figure-under">{under}</span>}
    </Link>
  );
}

const differences = ({ over, under, missing, unknown }: Readonly<Record<string, number>>): number =>
  [over, under, missing, unknown].reduce<number>((sum, count) => sum + (count ?? 0), 0);
