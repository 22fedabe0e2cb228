import { Outlet, useParams } from 'react-router';
import type { AgreementHead } from '../../src/gateways/http-api/shapes/agreement.ts';
import { AgreementContext } from './agreement-context.tsx';
import { useApi } from './api/use-api.ts';
import { NotFoundPage } from './pages/not-found.tsx';
import { Loading, Problems } from './parts/states.tsx';

/** Finds the agreement of the address among those that the signed-in carrier has. */
export function AgreementFrame() {
  const { form, variant } = useParams();
  const agreements = useApi<AgreementHead[]>('/api/agreements');
  if (agreements.isPending) return <Loading />;
  if (agreements.isError) return <Problems error={agreements.error} />;
  const agreement = agreements.data.find((one) => one.form === form && one.variant === variant);
  if (agreement === undefined) return <NotFoundPage />;
  return (
    <AgreementContext value={agreement}>
      <Outlet />
    </AgreementContext>
  );
}
