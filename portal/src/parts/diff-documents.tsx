import type { DiffView } from '../../../src/gateways/http-api/shapes/diff.ts';
import { useAgreement } from '../agreement-context.tsx';
import { day, moment, words } from '../format.ts';
import { DiffClause } from './diff-clause.tsx';
import { Part } from './page.tsx';
import { Status } from './status.tsx';

/** Amendments and corrections that one side only knows. */
export function DiffDocuments({ diff }: { diff: DiffView }) {
  const { documents } = diff;
  const { timeZone } = useAgreement();
  if (documents.length === 0) return null;
  return (
    <Part title="Amendments and corrections">
      <ul className="plain-list">
        {documents.map((one) => (
          <li key={one.id}>
            <Status of={one.change === 'added' ? 'Only after' : 'Only before'} tone="quiet" />{' '}
            <b>{one.title}</b>{' '}
            <DiffClause citation={one.clause} side={one.change === 'added' ? diff.after : diff.before} />
            <span className="under">
              {words(one.kind)},{' '}
              {one.effectiveOn === undefined ? 'from the beginning' : `from ${day(one.effectiveOn)}`},
              recorded {moment(one.recordedAt, timeZone)}
              {one.approval === undefined ? '' : `, ${one.approval}`}
              {one.inForce ? '' : '; not in force on the day compared'}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** What is not executed on one side only. */
export function DiffMarks({ marks }: { marks: DiffView['marks'] }) {
  if (marks.length === 0) return null;
  return (
    <Part title="What is not executed">
      <ul className="plain-list">
        {marks.map(({ change, clause, reason }) => (
          <li key={`${change} ${clause} ${reason}`}>
            <Status of={change === 'added' ? 'Only after' : 'Only before'} tone="quiet" /> {clause}: {reason}
          </li>
        ))}
      </ul>
    </Part>
  );
}
