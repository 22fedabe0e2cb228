import type { Problem } from '../../base/problem.ts';

/** An error as the TM Forum documents write it. */
export interface TmfError {
  readonly code: string;
  readonly reason: string;
  readonly message: string;
  readonly status: string;
  readonly '@type': 'Error';
}

/** All problems as one error: the documents have room for no list. The code is the first problem's id. */
export function errorOf(status: number, problems: readonly Problem[]): TmfError {
  const [first] = problems;
  return {
    code: first?.id ?? 'api/failure',
    reason:
      problems.length === 1
        ? (first?.sentence ?? '')
        : `${problems.length} things are wrong, the first of them: ${first?.sentence ?? ''}`,
    message: problems.map(inWords).join('\n'),
    status: String(status),
    '@type': 'Error',
  };
}

/** `LSR-0404 DDD: The date … Write … (VIII §1.3)`. */
export function inWords({ id, field, sentence, cure, clause }: Problem): string {
  const where = field === undefined ? id : `${id} ${field}`;
  return `${where}: ${sentence} ${cure}${clause === undefined ? '' : ` (${clause})`}`;
}

const STATUS: Readonly<Record<string, number>> = {
  'api/not-found': 404,
  'api/orderer': 403,
  'api/no-right': 403,
  'orders/already-recorded': 409,
  'orders/kept-by-files': 409,
  'tmf/over': 409,
};

/** Which of the documents' statuses tells of these problems. */
export function statusOf(problems: readonly Problem[]): number {
  const found = problems.map(({ id }) => STATUS[id] ?? (id.startsWith('customer-record/') ? 403 : 400));
  return found.find((status) => status !== 400) ?? 400;
}
