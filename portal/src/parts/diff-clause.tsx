import { Link } from 'react-router';
import type { DiffView } from '../../../src/gateways/http-api/shapes/diff.ts';
import { pagesOf } from '../agreement-context.tsx';
import { anchorOf } from '../format.ts';
import { queryOf } from '../times.ts';

/** A citation that goes to its place in the agreement of its side, on its day and as it was known. */
export function DiffClause({ citation, side }: { citation: string; side: DiffView['before'] }) {
  const { agreement, asOf, asKnown } = side;
  const { base } = pagesOf({ form: agreement.id, variant: agreement.variant });
  const times = queryOf({ asOf, ...(asKnown === null ? {} : { asKnown }) });
  return (
    <Link className="clause-link" to={`${base}/text${times}#${anchorOf(citation)}`}>
      {citation}
    </Link>
  );
}
