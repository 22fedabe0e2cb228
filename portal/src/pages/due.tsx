import type { AgreementHead } from '../../../src/gateways/http-api/shapes/agreement.ts';
import { useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi, useMe } from '../api/use-api.ts';
import { DueView } from '../parts/due-view.tsx';
import { PageTitle } from '../parts/page.tsx';
import { Answer } from '../parts/states.tsx';

/** What is due under all agreements of the carrier. */
export function DuePage() {
  const me = useMe();
  const agreements = useApi<AgreementHead[]>('/api/agreements');
  return (
    <>
      <PageTitle
        title="Due"
        under={`Clocks of open cases under all agreements of ${me.data?.party.name ?? 'your carrier'}`}
      />
      <Answer query={agreements}>
        {(list) => <DueView path="/api/calendar" agreements={list} isAcross />}
      </Answer>
    </>
  );
}

/** What is due under one agreement. */
export function DueInAgreementPage() {
  const agreement = useAgreement();
  return (
    <>
      <PageTitle title="Due" under={`Clocks of open cases: ${agreement.parties}`} />
      <DueView
        path={apiPath('agreements', agreement.form, agreement.variant, 'calendar')}
        agreements={[agreement]}
        isAcross={false}
      />
    </>
  );
}
