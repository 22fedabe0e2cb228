import type { Problem } from '../../../src/base/problem.ts';
import { words } from '../format.ts';
import { Data } from './data.tsx';
import { Part } from './page.tsx';
import { ProblemList } from './states.tsx';

/** What the kind says of a case beside its state; what is empty or not known yet is left out. */
export function CaseView({ view }: { view: Readonly<Record<string, unknown>> }) {
  const entries = Object.entries(view).flatMap(([name, value]) => {
    const told = isFinding(value) ? value.value : value;
    return isEmpty(told) ? [] : [[name, told] as const];
  });
  const problems = entries.flatMap(([name, value]) => {
    const found = problemsIn(value);
    return found === undefined ? [] : [[name, found] as const];
  });
  const rest = entries.filter(([, value]) => problemsIn(value) === undefined);
  if (entries.length === 0) return null;
  return (
    <Part title="Where it stands">
      {problems.map(([name, list]) => (
        <div key={name} className="case-problems">
          <h3>{words(name)}</h3>
          <ProblemList problems={list} />
        </div>
      ))}
      {rest.length === 0 ? null : <Data label="Where it stands" value={Object.fromEntries(rest)} />}
    </Part>
  );
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** A value of a decision, without the problems that might have stood in its place. */
const isFinding = (value: unknown): value is { value: unknown } =>
  value !== null && typeof value === 'object' && Object.keys(value).join() === 'value';

/** The problems that a value is, or has in its place. */
function problemsIn(value: unknown): readonly Problem[] | undefined {
  const list = Array.isArray(value)
    ? value
    : value !== null && typeof value === 'object' && Object.keys(value).join() === 'problems'
      ? (value as { problems: unknown }).problems
      : undefined;
  return Array.isArray(list) && list.length > 0 && list.every(isProblem) ? list : undefined;
}

const isProblem = (one: unknown): one is Problem =>
  one !== null && typeof one === 'object' && 'sentence' in one && 'cure' in one;
