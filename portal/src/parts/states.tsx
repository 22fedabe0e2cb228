import { Alert, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Problem } from '../../../src/base/problem.ts';
import { ApiProblems } from '../api/client.ts';

export function Loading() {
  return (
    <div className="loading" role="status">
      <Loader size="sm" /> <span>Loading…</span>
    </div>
  );
}

/** Everything that the server said is wrong, each with what to do. */
export function Problems({ error }: { error: Error }) {
  const problems = error instanceof ApiProblems ? error.problems : [];
  return (
    <Alert color="red" variant="light" title="This did not work" role="alert">
      {problems.length === 0 ? <p>{error.message}</p> : <ProblemList problems={problems} />}
    </Alert>
  );
}

export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  return (
    <ul className="problems">
      {problems.map((problem) => (
        <li key={`${problem.id} ${problem.field ?? ''} ${problem.sentence}`}>
          {problem.field === undefined ? null : <b>{problem.field}: </b>}
          {problem.sentence} {problem.cure}
        </li>
      ))}
    </ul>
  );
}

/** What a list shows when there is nothing in it. */
export function Empty({ children }: { children: ReactNode }) {
  return <p className="empty">{children}</p>;
}

interface Query<T> {
  readonly isPending: boolean;
  readonly isError: boolean;
  readonly error: Error | null;
  readonly data: T | undefined;
}

/** The answer of a query, or why there is none yet. */
export function Answer<T>({ query, children }: { query: Query<T>; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError && query.error !== null) return <Problems error={query.error} />;
  return <Loading />;
}
