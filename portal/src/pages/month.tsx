import { Alert } from '@mantine/core';
import { Link, useParams } from 'react-router';
import type { MonthSummary } from '../../../src/flows/close-month/summary.ts';
import type { InvoiceHead } from '../../../src/gateways/http-api/shapes/invoice.ts';
import type { Month } from '../../../src/gateways/http-api/shapes/month.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { money, monthName } from '../format.ts';
import { ClauseLink } from '../parts/clause.tsx';
import { Measures } from '../parts/measures.tsx';
import { MonthOrders } from '../parts/month-orders.tsx';
import { MonthTraffic } from '../parts/month-traffic.tsx';
import { PageTitle, Part, TableFrame } from '../parts/page.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { Status } from '../parts/status.tsx';
import { VerificationView } from '../parts/verification.tsx';
import { BillTable } from './bills.tsx';

/** One closed month: calls, orders, bills, performance, and the check of the other side's bill. */
export function MonthPage() {
  const { month = '' } = useParams();
  const agreement = useAgreement();
  const path = (...parts: string[]): string =>
    apiPath('agreements', agreement.form, agreement.variant, ...parts);
  const closed = useApi<Month>(path('months', month));
  const bills = useApi<InvoiceHead[]>(`${path('invoices')}?month=${encodeURIComponent(month)}`);
  return (
    <Answer query={closed}>
      {({ state, summary }) => (
        <>
          <PageTitle
            title={monthName(month)}
            under={agreement.parties}
            aside={<Status of={state === 'draft' ? 'Draft' : 'Issued'} />}
          />
          {state === 'draft' ? (
            <Alert color="yellow" variant="light" className="notice" title="Draft">
              The month has not been issued: changed inputs will change what is shown here.
            </Alert>
          ) : null}
          <Part title="Bills">
            <Answer query={bills}>
              {(list) =>
                list.length === 0 ? <Empty>No bills were made.</Empty> : <BillTable bills={list} inMonth />
              }
            </Answer>
          </Part>
          <Part
            title="Calls"
            note={
              <>
                Every call record that was read went one of six ways. By day and direction:{' '}
                <Link to={pagesOf(agreement).traffic(month)}>traffic</Link>. What to do about what is held:{' '}
                <Link to={pagesOf(agreement).unbilled(month)}>held and unidentified</Link>.
              </>
            }
          >
            <MonthTraffic traffic={summary.traffic} />
          </Part>
          <Part title="Orders">
            <MonthOrders orders={summary.orders} />
          </Part>
          <Part title="Performance">
            <Measures measures={summary.measures} />
            <Credits credits={summary.credits} />
          </Part>
          <Part title="Check of the other side's bill">
            {summary.verification === null ? (
              <Empty>No bill was checked.</Empty>
            ) : (
              <VerificationView month={month} check={summary.verification} />
            )}
          </Part>
        </>
      )}
    </Answer>
  );
}

function Credits({ credits }: { credits: MonthSummary['credits'] }) {
  const pages = pagesOf(useAgreement());
  if (credits.length === 0) return <Empty>No credits were owed.</Empty>;
  return (
    <TableFrame label="Credits">
      <table className="table">
        <caption>Credits</caption>
        <thead>
          <tr>
            <th scope="col">On bill</th>
            <th scope="col">For</th>
            <th scope="col">Clause</th>
            <th scope="col" className="number">
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          {credits.map(({ line, description, clause, amount }) => {
            const [number = '', position = ''] = line.split('/');
            return (
              <tr key={line}>
                <th scope="row">
                  <Link to={`${pages.bill(number)}?line=${position}`}>
                    <span className="whole">{number}</span> line {position}
                  </Link>
                </th>
                <td>{description}</td>
                <td>
                  <ClauseLink citation={clause} />
                </td>
                <td className="number">{money(amount)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableFrame>
  );
}
