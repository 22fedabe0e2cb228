import { Link } from 'react-router';
import type { AgreementHead, Me } from '../../../src/gateways/http-api/shapes/agreement.ts';
import type { InvoiceHead } from '../../../src/gateways/http-api/shapes/invoice.ts';
import type { Month, MonthHead } from '../../../src/gateways/http-api/shapes/month.ts';
import { AgreementContext, pagesOf, partyNameIn } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi, useMe } from '../api/use-api.ts';
import { money, monthName, sumMoney } from '../format.ts';
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
            list.map((agreement) => <AgreementCard key={agreement.id} agreement={agreement} me={me.data} />)
          )
        }
      </Answer>
    </>
  );
}

function AgreementCard({ agreement, me }: { agreement: AgreementHead; me: Me | null | undefined }) {
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
              <Headline agreement={agreement} month={latest} you={me?.party.id ?? ''} />
            )
          }
        </Answer>
      </section>
    </AgreementContext>
  );
}

function Headline({ agreement, month, you }: { agreement: AgreementHead; month: MonthHead; you: string }) {
  const path = (...parts: string[]): string =>
    apiPath('agreements', agreement.form, agreement.variant, ...parts);
  const detail = useApi<Month>(path('months', month.month));
  const bills = useApi<InvoiceHead[]>(`${path('invoices')}?month=${month.month}`);
  const pages = pagesOf(agreement);
  const other = you === agreement.ilec.id ? agreement.clec.id : agreement.ilec.id;
  const billed = (from: string): string =>
    sumMoney((bills.data ?? []).filter((bill) => bill.from === from).map(({ total }) => total));
  return (
    <>
      <h3 className="month-line">
        <Link to={pages.month(month.month)}>{monthName(month.month)}</Link>{' '}
        <Status of={month.state === 'draft' ? 'Draft' : 'Issued'} />
      </h3>
      <div className="headline">
        <Figure
          label={`${partyNameIn(agreement, other)} bills you`}
          value={money(billed(other))}
          to={pages.bills}
        />
        <Figure
          label={`You bill ${partyNameIn(agreement, other)}`}
          value={money(billed(you))}
          to={pages.bills}
        />
        {detail.data?.summary.verification === undefined ||
        detail.data.summary.verification === null ? null : (
          <Figure
            label="Differences in the checked bill"
            value={String(differences(detail.data.summary.verification.counts))}
            to={pages.findings}
          />
        )}
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

function Figure({ label, value, to }: { label: string; value: string; to: string }) {
  return (
    <Link to={to} className="figure">
      <span className="figure-value">{value}</span>
      <span className="figure-label">{label}</span>
    </Link>
  );
}

const differences = ({ over, under, missing, unknown }: Readonly<Record<string, number>>): number =>
  [over, under, missing, unknown].reduce<number>((sum, count) => sum + (count ?? 0), 0);
