import { Link } from 'react-router';
import type { InvoiceHead } from '../../../src/gateways/http-api/shapes/invoice.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { day, money, monthName, words } from '../format.ts';
import { PageTitle, TableFrame } from '../parts/page.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { Status } from '../parts/status.tsx';
import { Who } from '../parts/who.tsx';

export function BillsPage() {
  const agreement = useAgreement();
  const bills = useApi<InvoiceHead[]>(apiPath('agreements', agreement.form, agreement.variant, 'invoices'));
  return (
    <>
      <PageTitle title="Bills" under={agreement.parties} />
      <Answer query={bills}>
        {(list) => (list.length === 0 ? <Empty>There are no bills yet.</Empty> : <BillTable bills={list} />)}
      </Answer>
    </>
  );
}

/** Bills with what each asks for; within one month the month is left out. */
export function BillTable({ bills, inMonth = false }: { bills: readonly InvoiceHead[]; inMonth?: boolean }) {
  const agreement = useAgreement();
  const pages = pagesOf(agreement);
  return (
    <TableFrame label="Bills">
      <table className="table close">
        <caption className="visually-hidden">Bills between the two parties</caption>
        <thead>
          <tr>
            <th scope="col">Bill</th>
            <th scope="col">State</th>
            {inMonth ? null : <th scope="col">Month</th>}
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col">Due</th>
            <th scope="col" className="number spare">
              Lines
            </th>
            <th scope="col" className="number">
              This bill
            </th>
            <th scope="col" className="number">
              Balance
            </th>
          </tr>
        </thead>
        <tbody>
          {bills.map((bill) => (
            <tr key={bill.number}>
              <th scope="row" className="whole">
                <Link to={pages.bill(bill.number)}>{bill.number}</Link>
                <span className="under">{words(bill.account)}</span>
              </th>
              <td className="badges">
                <Status of={bill.status === 'draft' ? 'Draft' : 'Issued'} />
                {bill.assumedLines === 0 ? null : (
                  <span className="provenance provenance-assumed" title="Some prices or terms are assumed">
                    Assumed
                  </span>
                )}
              </td>
              {inMonth ? null : <td>{monthName(bill.month)}</td>}
              <td>
                <Who party={bill.from} />
              </td>
              <td>
                <Who party={bill.to} />
              </td>
              <td className="whole">{day(bill.dueOn)}</td>
              <td className="number spare">{bill.lineCount}</td>
              <td className="number">{money(bill.total)}</td>
              <td className="number">{money(bill.balance)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
