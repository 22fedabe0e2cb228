import type { DiffView } from '../../../src/gateways/http-api/shapes/diff.ts';
import { useAgreement } from '../agreement-context.tsx';
import { day, moment, words } from '../format.ts';
import { ClauseLink } from './clause.tsx';
import { Part } from './page.tsx';
import { Status } from './status.tsx';

/** Amendments and corrections that one side only knows. */
export function DiffDocuments({ documents }: { documents: DiffView['documents'] }) {
  const { timeZone } = useAgreement();
  if (documents.length === 0) return null;
  return (
    <Part title="Amendments and corrections">
      <ul className="plain-list">
        {documents.map((one) => (
          <li key={one.id}>
            <Status of={one.change === 'added' ? 'Only after' : 'Only before'} tone="quiet" />{' '}
            <b>{one.title}</b> <ClauseLink citation={one.clause} />
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
