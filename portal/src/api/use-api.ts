import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Me } from '../../../src/gateways/http-api/shapes/agreement.ts';
import type { Right } from '../../../src/parties/rights.ts';
import { ApiProblems, getJson } from './client.ts';

/**
 * What an address of the API answers; undefined as address asks nothing. With a number of milliseconds it is asked again
 * and again. A session that has ended asks to sign in.
 */
export function useApi<T>(path: string | undefined, again?: number): UseQueryResult<T, ApiProblems> {
  const queries = useQueryClient();
  const result = useQuery<T, ApiProblems>({
    queryKey: [path],
    queryFn: ({ signal }) => getJson<T>(path ?? '', signal),
    enabled: path !== undefined,
    ...(again === undefined ? {} : { refetchInterval: again }),
  });
  const ended = result.error?.status === 401;
  useEffect(() => {
    if (ended) queries.setQueryData(['me'], null);
  }, [ended, queries]);
  return result;
}

/** Whether whoever is signed in has the right; nobody has, before it is known who that is. */
export const may = (me: Me | null | undefined, right: Right): boolean => me?.rights.includes(right) ?? false;

/** Who is signed in; null when nobody is. */
export function useMe(): UseQueryResult<Me | null> {
  return useQuery<Me | null>({
    queryKey: ['me'],
    queryFn: async () => {
      try {
        return await getJson<Me>('/api/me');
      } catch (error) {
        if (error instanceof ApiProblems && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}
