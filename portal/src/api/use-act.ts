import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';

/** Changes what the server holds; afterwards everything that is shown is asked for again. */
export function useAct<Said, Made = void>(
  act: (said: Said) => Promise<Made>,
): UseMutationResult<Made, Error, Said> {
  const queries = useQueryClient();
  return useMutation<Made, Error, Said>({
    mutationFn: act,
    onSuccess: async () => {
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
    },
  });
}
