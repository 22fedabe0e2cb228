import { Link } from 'react-router';
import type { AgreementHead } from '../../../src/gateways/http-api/shapes/agreement.ts';
import type { DueClock } from '../../../src/gateways/http-api/shapes/case.ts';
import { pagesOf, partyNameIn, shortNameIn } from '../agreement-context.tsx';
import { moment, words } from '../format.ts';
import { Status } from './status.tsx';

/** The address of the case of a clock. */
export const caseOf = (agreement: AgreementHead, clock: DueClock): string =>
  pagesOf(agreement).case(clock.caseId);

export const DueCaseLink = ({ agreement, clock }: { agreement: AgreementHead; clock: DueClock }) => (
  <Link to={caseOf(agreement, clock)}>{clock.caseId}</Link>
);

/** `You`, the other carrier, or both; `usually` where only the agreement says who. */
export function Actor({ agreement, clock }: { agreement: AgreementHead; clock: DueClock }) {
  const yours = agreement[agreement.yourRole].id;
  if (clock.parties.length === 0) return <span className="dim">Nobody: it passes by itself</span>;
  if (clock.parties.length > 1) return <>Either party</>;
  const [party = ''] = clock.parties;
  const name = party === yours ? 'You' : shortNameIn(agreement, party);
  return (
    <span title={partyNameIn(agreement, party)}>
      {party === yours ? <b>{name}</b> : name}
      {clock.usually ? <span className="dim"> usually</span> : null}
    </span>
  );
}

/** When it is due, with what stands in its way. */
export function DueWhen({ agreement, clock }: { agreement: AgreementHead; clock: DueClock }) {
  if (clock.dueAt === null) return <Status of={`Stands still: ${clock.pausedBy ?? ''}`} tone="quiet" />;
  return (
    <>
      {moment(clock.dueAt, agreement.timeZone)} {clock.isOverdue ? <Status of="Overdue" tone="bad" /> : null}
      {clock.notBefore === null ? null : (
        <span className="dim"> not before {moment(clock.notBefore, agreement.timeZone)}</span>
      )}
    </>
  );
}

/** What would stop it, in words. */
export const awaitedWords = (clock: DueClock): string =>
  clock.events.map((event) => words(event).toLowerCase()).join(', ');
