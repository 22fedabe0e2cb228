import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Receipt } from '../../../src/base/receipt.ts';
import { useAgreement } from '../agreement-context.tsx';
import { apiPath, postJson } from './client.ts';
import type { ApiProblems } from './client.ts';

/** What the agreement decides on these facts, with its receipt; undefined facts ask nothing. Nothing is recorded. */
export function useDecision(name: string, facts: unknown): UseQueryResult<Receipt, ApiProblems> {
  const { form, variant } = useAgreement();
  const path = apiPath('agreements', form, variant, 'decisions', name);
  return useQuery<Receipt, ApiProblems>({
    queryKey: [path, facts],
    queryFn: () => postJson<Receipt>(path, { facts }),
    enabled: facts !== undefined,
    retry: false,
  });
}
