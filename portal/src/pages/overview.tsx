import { Link } from 'react-router';
import type { AgreementHead } from '../../../src/gateways/http-api/shapes/agreement.ts';
import type { MonthSummary } from '../../../src/flows/close-month/summary.ts';
import type { InvoiceHead } from '../../../src/gateways/http-api/shapes/invoice.ts';
import type { Month, MonthHead } from '../../../src/gateways/http-api/shapes/month.ts';
import { AgreementContext, otherIn, pagesOf, shortNameIn } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { may, useApi, useMe } from '../api/use-api.ts';
import { money, monthName, signedMoney, sumMoney } from '../format.ts';
import { Dispositions } from '../parts/dispositions.tsx';
import { Figure } from '../parts/figure.tsx';
import { Measures } from '../parts/measures.tsx';
import { OverviewMeasures, OverviewWork } from '../parts/overview-work.tsx';
import { PageTitle } from '../parts/page.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { Status } from '../parts/status.tsx';

/** Every agreement with what matters first to whoever looks: the latest month, what waits, or how the carriers did. */
export function OverviewPage() {
  const me = useMe();
  const agreements = useApi<AgreementHead[]>('/api/agreements');
  return (
    <>
      <PageTitle
        title="Overview"
        under={
          may(me.data, 'bills:read')
            ? `What ${me.data?.party.name ?? 'you'} exchanged, month by month`
            : `The agreements of ${me.data?.party.name ?? 'your carrier'}`
        }
      />
      <Answer query={agreements}>
        {(list) =>
          list.length === 0 ? (
            <Empty>There is no agreement of {me.data?.party.name ?? 'yours'} here.</Empty>
          ) : (
            list.map((agreement) => <AgreementCard key={agreement.id} agreement={agreement} />)
          )
        }
      </Answer>
    </>
  );
}

function AgreementCard({ agreement }: { agreement: AgreementHead }) {
  const me = useMe();
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
              {agreement.version} · {standing(agreement)}
            </p>
          </div>
          <Status of={agreement.status === 'draft' ? 'Draft agreement' : 'Released'} tone="quiet" />
        </header>
        {may(me.data, 'bills:read') ? (
          <LatestMonth agreement={agreement} />
        ) : may(me.data, 'orders:read') ? (
          <OverviewWork agreement={agreement} />
        ) : (
          <OverviewMeasures agreement={agreement} />
        )}
      </section>
    </AgreementContext>
  );
}

function standing({ isParty, yourRole }: AgreementHead): string {
  if (!isParty) return 'overseen by you';
  return `you are the ${yourRole === 'ilec' ? 'incumbent (ILEC)' : 'competitor (CLEC)'}`;
}

function LatestMonth({ agreement }: { agreement: AgreementHead }) {
  const months = useApi<MonthHead[]>(apiPath('agreements', agreement.form, agreement.variant, 'months'));
  return (
    <Answer query={months}>
      {([latest]) =>
        latest === undefined ? (
          <Empty>No month has been closed under it yet.</Empty>
        ) : (
          <Headline agreement={agreement} month={latest} />
        )
      }
    </Answer>
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

const differences = ({ over, under, missing, unknown }: Readonly<Record<string, number>>): number =>
  [over, under, missing, unknown].reduce<number>((sum, count) => sum + (count ?? 0), 0);
