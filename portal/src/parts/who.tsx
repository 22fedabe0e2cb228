import { partyNameIn, shortNameIn, useAgreement } from '../agreement-context.tsx';

/** A party in short, or "You" for the carrier of who is signed in: for tables of what goes each way. */
export function Who({ party }: { party: string }) {
  const agreement = useAgreement();
  const isYou = agreement[agreement.yourRole].id === party;
  return <span title={partyNameIn(agreement, party)}>{isYou ? 'You' : shortNameIn(agreement, party)}</span>;
}
