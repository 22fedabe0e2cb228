import type { Problem } from '../base/problem.ts';
import type { AmendmentSource } from './amendment.ts';

const FACTS = [
  'signedOn',
  'filedOn',
  'docket',
  'trackingNumber',
  'orderedOn',
  'approval',
  'supersedes',
] as const;

/**
 * Filing facts that cannot be: filed before signed, ordered before filed, decided without being filed, ordered and
 * pending. A day of effect before the signature or the order is none: amendments may reach back.
 */
export function checkFiling(read: readonly AmendmentSource[]): Problem[] {
  return read.flatMap(({ amendment, source }) => {
    const { kind, signedOn, filedOn, orderedOn, approval } = amendment;
    const problem = (field: (typeof FACTS)[number], sentence: string, cure: string): Problem => ({
      id: 'amendment/filing',
      file: amendment.file,
      line: source.lineOf([field]),
      field,
      sentence,
      cure,
      clause: amendment.citation,
    });
    if (kind === 'correction')
      return FACTS.filter((field) => amendment[field] !== undefined).map((field) =>
        problem(field, 'A correction is of the encoding: nobody signs or files it.', 'Take it away.'),
      );
    const found: Problem[] = [];
    if (filedOn !== undefined && signedOn !== undefined && filedOn < signedOn)
      found.push(
        problem(
          'filedOn',
          `It was filed on ${filedOn}, before it was signed on ${signedOn}.`,
          'Correct a date.',
        ),
      );
    if (orderedOn !== undefined && filedOn !== undefined && orderedOn < filedOn)
      found.push(
        problem(
          'orderedOn',
          `It was decided on ${orderedOn}, before it was filed on ${filedOn}.`,
          'Correct a date.',
        ),
      );
    if (approval !== undefined && approval !== 'pending' && filedOn === undefined)
      found.push(
        problem('approval', `It is ${approval} and does not say when it was filed.`, 'Add "filedOn:".'),
      );
    if (approval === 'pending' && orderedOn !== undefined)
      found.push(
        problem('approval', `It is pending and was decided on ${orderedOn}.`, 'Say approved or rejected.'),
      );
    return found;
  });
}

/**
 * Two amendments that set the same field of the same key from the same day, unless one says that it supersedes the
 * other. Rejected ones count for nothing, and of two that are pending neither holds yet.
 */
export function checkAmendedFields(read: readonly AmendmentSource[]): Problem[] {
  const live = read.filter(
    ({ amendment }) => amendment.kind === 'amendment' && amendment.approval !== 'rejected',
  );
  const byId = new Map(live.map((item) => [item.amendment.id, item]));
  const dangling = live.flatMap(({ amendment, source }) => {
    const before = amendment.supersedes === undefined ? undefined : byId.get(amendment.supersedes);
    if (amendment.supersedes === undefined) return [];
    const sentence =
      before === undefined || before.amendment === amendment
        ? `There is no other amendment "${amendment.supersedes}".`
        : Temporal.Instant.compare(before.amendment.recordedAt, amendment.recordedAt) >= 0
          ? `"${amendment.supersedes}" was recorded on ${before.amendment.recordedAt}, not before it.`
          : undefined;
    if (sentence === undefined) return [];
    return [
      {
        id: 'amendment/supersedes',
        file: amendment.file,
        line: source.lineOf(['supersedes']),
        field: 'supersedes',
        sentence,
        cure: 'Name the id of an amendment that was recorded earlier.',
        clause: amendment.citation,
      },
    ];
  });
  const overlaps = live.flatMap((item, index) =>
    live.slice(0, index).flatMap((other) => overlapsOf(item, other)),
  );
  return [...dangling, ...overlaps];
}

function overlapsOf(one: AmendmentSource, two: AmendmentSource): Problem[] {
  const [later, earlier] =
    Temporal.Instant.compare(one.amendment.recordedAt, two.amendment.recordedAt) >= 0
      ? [one, two]
      : [two, one];
  const [a, b] = [later.amendment, earlier.amendment];
  if (a.effectiveOn !== b.effectiveOn) return [];
  // Recorded at one moment, nothing ranks them: that is a conflict of its own.
  if (Temporal.Instant.compare(a.recordedAt, b.recordedAt) === 0) return [];
  if (a.id === b.id || a.supersedes === b.id) return [];
  if (a.approval === 'pending' && b.approval === 'pending') return [];
  return a.changes.flatMap((change, index) => {
    const key = change.set ?? change.add ?? change.remove;
    const at = b.changes.findIndex((other) => (other.set ?? other.add ?? other.remove) === key);
    const other = b.changes[at];
    if (key === undefined || other === undefined) return [];
    const fields = fieldsOf(change).filter((field) => fieldsOf(other).includes(field));
    const whole = change.set === undefined || other.set === undefined;
    if (!whole && fields.length === 0) return [];
    return [
      {
        id: 'amendment/overlap',
        file: a.file,
        line: later.source.lineOf(['changes', index]),
        also: { file: b.file, line: earlier.source.lineOf(['changes', at]) },
        field: `changes.${index}`,
        sentence: `From ${a.effectiveOn ?? ''} on ${b.id} changes ${whole ? `"${key}"` : `${fields.join(', ')} of "${key}"`} too.`,
        cure: `Say "supersedes: ${b.id}" if it does, give it another day, or set another field.`,
        clause: a.citation,
      },
    ];
  });
}

const fieldsOf = (change: AmendmentSource['amendment']['changes'][number]): string[] => [
  ...Object.keys(change.value ?? {}),
  ...(change.clause === undefined ? [] : ['clause']),
];
