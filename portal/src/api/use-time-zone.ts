import type { AgreementHead } from '../../../src/gateways/http-api/shapes/agreement.ts';
import { useApi } from './use-api.ts';

/** In which time zone pages that are about no agreement tell times: that of the carrier's first one, or the browser's. */
export function useTimeZone(): string {
  const agreements = useApi<AgreementHead[]>('/api/agreements');
  return agreements.data?.[0]?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}
