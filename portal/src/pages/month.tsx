import { Alert } from '@mantine/core';
import { useParams } from 'react-router';
import type { InvoiceHead } from '../../../src/gateways/http-api/shapes/invoice.ts';
import type { Month } from '../../../src/gateways/http-api/shapes/month.ts';
import { useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { grouped, monthName, plain, words } from '../format.ts';
import { bucketRows } from '../month-summary.ts';
import type { MonthSummary } from '../month-summary.ts';
import { Data } from '../parts/data.tsx';
import { ControlTotal, Dispositions } from '../parts/dispositions.tsx';
import { Measures } from '../parts/measures.tsx';
import { PageTitle, Part, TableFrame } from '../parts/page.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { Status } from '../parts/status.tsx';
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
      {({ state, summary }) => {
        const { traffic, orders, measures, credits, verification } = summary as MonthSummary;
        return (
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
            {traffic === undefined ? null : (
              <Part title="Calls" note="Every call record that was read went one of six ways.">
                <ControlTotal traffic={traffic} />
                <div className="halves">
                  <Dispositions traffic={traffic} />
                  <Buckets value={traffic.minutesByBucket} />
                </div>
              </Part>
            )}
            <Part title="Bills">
              <Answer query={bills}>
                {(list) =>
                  list.length === 0 ? <Empty>No bills were made.</Empty> : <BillTable bills={list} />
                }
              </Answer>
            </Part>
            <Part title="Orders">
              <Section label="Orders" value={orders} none="There were no orders." />
            </Part>
            <Part title="Performance">
              <Measures value={measures} />
            </Part>
            <Part title="Credits">
              <Section label="Credits" value={credits} none="No credits were owed." />
            </Part>
            <Part title="Check of the other side's bill">
              <Section label="Check" value={verification} none="No bill was checked." />
            </Part>
          </>
        );
      }}
    </Answer>
  );
}

function Section({ label, value, none }: { label: string; value: unknown; none: string }) {
  const isEmpty = value === undefined || value === null || (Array.isArray(value) && value.length === 0);
  return isEmpty ? <Empty>{none}</Empty> : <Data label={label} value={value} />;
}

/** Minutes by bucket: what kind of traffic, for what the agreement charges or does not. */
function Buckets({ value }: { value: unknown }) {
  const rows = bucketRows(value);
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (rows.length === 0) return <Empty>No call was put into a bucket.</Empty>;
  return (
    <TableFrame label="Minutes by kind of traffic">
      <table className="table">
        <caption>Minutes by kind of traffic</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={column === 'bucket' ? undefined : 'number'}>
                {column === 'bucket' ? 'Kind of traffic' : words(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {columns.map((column) =>
                column === 'bucket' ? (
                  <th key={column} scope="row">
                    {words(String(row[column]))}
                  </th>
                ) : (
                  <td key={column} className="number">
                    {grouped(plain(row[column]))}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
