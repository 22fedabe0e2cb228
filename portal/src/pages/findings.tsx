import type { MonthFindings } from '../../../src/gateways/http-api/shapes/month.ts';
import { useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { monthName } from '../format.ts';
import { PageTitle, Part } from '../parts/page.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { VerificationView } from '../parts/verification.tsx';

/** What checking the other side's bills found. */
export function FindingsPage() {
  const agreement = useAgreement();
  const findings = useApi<MonthFindings[]>(
    apiPath('agreements', agreement.form, agreement.variant, 'findings'),
  );
  return (
    <>
      <PageTitle
        title="Bill checks"
        under="The other side's bill, line by line, against what the agreement gives"
      />
      <Answer query={findings}>
        {(list) =>
          list.length === 0 ? (
            <Empty>No bill has been checked yet.</Empty>
          ) : (
            list.map(({ month, verification }) => (
              <Part key={month} title={monthName(month)}>
                <VerificationView month={month} check={verification} />
              </Part>
            ))
          )
        }
      </Answer>
    </>
  );
}
