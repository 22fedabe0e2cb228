import { Link } from 'react-router';
import type { MonthHead } from '../../../src/gateways/http-api/shapes/month.ts';
import { pagesOf, useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { monthName } from '../format.ts';
import { PageTitle } from '../parts/page.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { Status } from '../parts/status.tsx';

export function MonthsPage() {
  const agreement = useAgreement();
  const months = useApi<MonthHead[]>(apiPath('agreements', agreement.form, agreement.variant, 'months'));
  return (
    <>
      <PageTitle title="Months" under={agreement.parties} />
      <Answer query={months}>
        {(list) =>
          list.length === 0 ? (
            <Empty>No month has been closed yet.</Empty>
          ) : (
            <table className="table narrow">
              <caption className="visually-hidden">Months that were closed</caption>
              <thead>
                <tr>
                  <th scope="col">Month</th>
                  <th scope="col">State</th>
                  <th scope="col">Made under agreement</th>
                </tr>
              </thead>
              <tbody>
                {list.map(({ month, state, agreementHash }) => (
                  <tr key={month}>
                    <th scope="row">
                      <Link to={pagesOf(agreement).month(month)}>{monthName(month)}</Link>
                    </th>
                    <td>
                      <Status of={state === 'draft' ? 'Draft' : 'Issued'} />
                    </td>
                    <td>
                      <code title={agreementHash}>{agreementHash.slice(0, 12)}</code>
                      {agreementHash === agreement.hash ? '' : ' (changed since)'}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Answer>
    </>
  );
}
