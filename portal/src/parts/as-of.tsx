import type { MonthHead } from '../../../src/gateways/http-api/shapes/month.ts';
import { useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { may, useApi, useMe } from '../api/use-api.ts';
import { monthName } from '../format.ts';

/** Until when orders and their clocks are told: the end of the last month that was closed. */
export function AsOf() {
  const agreement = useAgreement();
  const mayAsk = may(useMe().data, 'bills:read');
  const months = useApi<MonthHead[]>(
    mayAsk ? apiPath('agreements', agreement.form, agreement.variant, 'months') : undefined,
  );
  const [latest] = months.data ?? [];
  if (mayAsk && months.isPending) return null;
  if (!mayAsk) return 'States and clocks are as of the end of the last month that was closed.';
  return latest === undefined
    ? 'States and clocks are as of the last event that was recorded.'
    : `States and clocks are as of the end of ${monthName(latest.month)}, the last month that was closed.`;
}
