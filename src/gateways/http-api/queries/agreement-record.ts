import type { AgreementView } from '../../../agreement/agreement.ts';
import type { Amendment } from '../../../agreement/amendment.ts';
import { START } from '../../../cases/kind.ts';
import { lifeOn } from '../../../flows/agreement-summary/life.ts';
import type { AmendmentView, LifeView } from '../shapes/agreement.ts';

/** An amendment or correction with how it was filed, and whether it holds on the day of the view. */
export function amendmentView(amendment: Amendment, view: AgreementView): AmendmentView {
  const { id, title, kind, recordedAt, provenance, source, citation, text } = amendment;
  return {
    id,
    title,
    kind,
    standing: standing(amendment, view),
    ...given(amendment, 'effectiveOn'),
    recordedAt,
    ...given(amendment, 'signedOn'),
    ...given(amendment, 'filedOn'),
    ...given(amendment, 'docket'),
    ...given(amendment, 'trackingNumber'),
    ...given(amendment, 'orderedOn'),
    ...given(amendment, 'approval'),
    ...given(amendment, 'supersedes'),
    provenance,
    source,
    citation,
    text,
    changes: amendment.changes.map(
      ({ set, add, remove }) =>
        `${set === undefined ? (add === undefined ? 'removes' : 'adds') : 'sets'} ${set ?? add ?? remove ?? ''}`,
    ),
  };
}

/** What was not yet recorded was not known to be pending either, so that is asked first. */
export function standing(
  { recordedAt, approval, effectiveOn }: Amendment,
  { asOf, asKnown }: AgreementView,
): AmendmentView['standing'] {
  if (asKnown !== undefined && Temporal.Instant.compare(recordedAt, asKnown) > 0) return 'not-recorded';
  if (approval === 'pending' || approval === 'rejected') return approval;
  return effectiveOn !== undefined && effectiveOn > asOf ? 'not-yet' : 'in-force';
}

/** The life of the agreement up to the day; each event with where it is known from. */
export function lifeView(view: AgreementView): LifeView | null {
  const found = lifeOn(view);
  if (found === undefined) return null;
  if (!found.ok) {
    return { state: START, interim: false, clause: '', events: [], problems: [...found.problems] };
  }
  const { state, interim, clause, events } = found.value;
  return {
    state,
    ...given(found.value, 'effectiveOn'),
    ...given(found.value, 'termEndsOn'),
    interim,
    clause,
    events: events.map((event) => ({ ...event })),
    problems: [],
  };
}

/** One field of an object, or none where it has no value. */
const given = <T extends object, K extends keyof T>(of: T, field: K): { [F in K]?: NonNullable<T[F]> } =>
  (of[field] === undefined ? {} : { [field]: of[field] }) as { [F in K]?: NonNullable<T[F]> };
