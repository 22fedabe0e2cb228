import type { MonthHead } from '../../../src/gateways/http-api/shapes/month.ts';
import { useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { monthName } from '../format.ts';

/** Until when orders and their clocks are told: the end of the last month that was closed. */
export function AsOf() {
  const agreement = useAgreement();
  const months = useApi<MonthHead[]>(apiPath('agreements', agreement.form, agreement.variant, 'months'));
  const [latest] = months.data ?? [];
  if (months.isPending) return null;
  return latest === undefined
    ? 'States and clocks are as of the last event that was recorded.'
    : `States and clocks are as of the end of ${monthName(latest.month)}, the last month that was closed.`;
}
