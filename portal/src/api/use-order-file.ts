import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OrderFileAnswer } from '../../../src/gateways/http-api/shapes/order-file.ts';
import type { Problem } from '../../../src/base/problem.ts';
import { useAgreement } from '../agreement-context.tsx';
import { fileSize } from '../format.ts';
import { ApiProblems, apiPath, postBytes } from './client.ts';
import { useMe } from './use-api.ts';

/** A file of orders on its way, answered, or refused. */
export type Sending = { readonly name: string; readonly size: number } & (
  | { readonly state: 'sending'; readonly since: number }
  | { readonly state: 'answered'; readonly answer: OrderFileAnswer }
  | { readonly state: 'failed'; readonly error: Error }
);

/**
 * The last file that was sent in this session, and how to send one. It outlives the page, so that whoever follows a link to an order
 * comes back to the result, and it belongs to whoever sent it.
 */
export function useOrderFile(maxBytes: number): {
  readonly sending: Sending | undefined;
  readonly send: (file: File) => Promise<void>;
} {
  const { form, variant } = useAgreement();
  const queries = useQueryClient();
  const base = apiPath('agreements', form, variant, 'order-files');
  const key = ['order-file', base, useMe().data?.user.email];
  const { data: sending } = useQuery<Sending>({
    queryKey: key,
    queryFn: skipToken,
    gcTime: Number.POSITIVE_INFINITY,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
  const send = async (file: File): Promise<void> => {
    const { name, size } = file;
    const started: Sending = { name, size, state: 'sending', since: Date.now() };
    queries.setQueryData<Sending>(key, started);
    let ended: Sending;
    try {
      ended = { name, size, state: 'answered', answer: await sendBytes(base, file, maxBytes) };
    } catch (error) {
      ended = { name, size, state: 'failed', error: asProblems(error) };
    }
    // Who signed out meanwhile leaves nothing behind.
    if (queries.getQueryData(key) !== started) return;
    queries.setQueryData<Sending>(key, ended);
    const isOld = (first: unknown): boolean => first !== 'me' && first !== 'order-file';
    await queries.invalidateQueries({ predicate: ({ queryKey }) => isOld(queryKey[0]) });
  };
  return { sending, send };
}

async function sendBytes(base: string, file: File, maxBytes: number): Promise<OrderFileAnswer> {
  if (file.size > maxBytes) throw new ApiProblems(413, [tooLarge(file.size, maxBytes)]);
  const bytes = await file.arrayBuffer().catch(() => {
    throw new ApiProblems(0, [changed]);
  });
  const answer = await postBytes<OrderFileAnswer | undefined>(`${base}?with=csv,mend`, bytes);
  // It comes in parts: one that was cut off in the middle cannot be read.
  if (answer === undefined) throw new ApiProblems(0, [cutOff]);
  return answer;
}

/** What the browser says of a connection that broke helps nobody. */
const asProblems = (error: unknown): Error => {
  if (error instanceof ApiProblems && error.problems.length > 0) return error;
  return new ApiProblems(error instanceof ApiProblems ? error.status : 0, [cutOff]);
};

const tooLarge = (size: number, maxBytes: number): Problem => ({
  id: 'order-file/too-large',
  sentence: `The file has ${fileSize(size)}, and ${fileSize(maxBytes)} are read at once.`,
  cure: 'Split it into smaller files.',
});

const changed: Problem = {
  id: 'order-file/changed',
  sentence: 'The file was changed, moved or deleted after it was chosen.',
  cure: 'Choose it again.',
};

const cutOff: Problem = {
  id: 'order-file/no-answer',
  sentence: 'The connection broke before the result came: some of the orders may be on record.',
  cure: 'Send the same file again: what is on record is skipped, and the result says so.',
};
