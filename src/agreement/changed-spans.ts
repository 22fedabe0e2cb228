import { canonicalJson } from '../base/canonical.ts';
import type { AgreementView } from './agreement.ts';
import type { TermEntry } from './term-entry.ts';
import type { TableDef } from './vocabulary.ts';

/** Days on which a term or row says something else on the second side than on the first. */
export interface ChangedSpan {
  readonly key: string;
  /** First and last day; none is unbounded. */
  readonly from?: string;
  readonly to?: string;
}

/**
 * When each term and row differs. Two contents, or one content as known at two moments, are compared on each day of
 * contract time. One content as known at one moment differs from itself only over time: then the spans are the days
 * after the earlier view's on which what the later view says holds instead of what held on the earlier day.
 */
export function changedSpans(a: AgreementView, b: AgreementView): ChangedSpan[] {
  const keys = new Set([...a.agreement.timeline.keys(), ...b.agreement.timeline.keys()]);
  const overTime = a.agreement.ref.hash === b.agreement.ref.hash && a.asKnown === b.asKnown;
  const [early, late] = a.asOf <= b.asOf ? [a, b] : [b, a];
  return [...keys].flatMap((key) => {
    if (!overTime) return differing(key, a, b, (day) => !sameValue(find(a, key, day), find(b, key, day)));
    const [then, now] = [find(early, key, early.asOf), find(late, key, late.asOf)];
    if (sameValue(then, now)) return [];
    return differing(key, a, b, (day) => day > early.asOf && sameValue(find(b, key, day), now));
  });
}

const find = ({ agreement, asKnown }: AgreementView, key: string, day: string): TermEntry | undefined =>
  agreement.timeline.find(key, day, asKnown);

/** The value alone: on a day after its last one an entry is not found. */
const sameValue = (a: TermEntry | undefined, b: TermEntry | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && canonicalJson(a.value) === canonicalJson(b.value));

const FIRST = '0001-01-01';

/** Maximal spans of days on which `differs`; it may turn only where a version of the key begins or ends. */
function differing(
  key: string,
  a: AgreementView,
  b: AgreementView,
  differs: (day: string) => boolean,
): ChangedSpan[] {
  const turns = new Set([FIRST, dayAfter(a.asOf), dayAfter(b.asOf)]);
  for (const { agreement } of [a, b]) {
    for (const { entry, effectiveOn } of agreement.timeline.versions(key)) {
      for (const day of [effectiveOn, entry?.from]) if (day !== undefined) turns.add(day);
      if (entry?.to !== undefined) turns.add(dayAfter(entry.to));
    }
  }
  const spans: { key: string; from?: string; to?: string }[] = [];
  let open: { key: string; from?: string; to?: string } | undefined;
  for (const day of [...turns].sort()) {
    if (differs(day)) {
      if (open === undefined) spans.push((open = { key, ...(day === FIRST ? {} : { from: day }) }));
    } else if (open !== undefined) {
      open.to = Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
      open = undefined;
    }
  }
  return spans;
}

const dayAfter = (day: string): string => {
  const date = Temporal.PlainDate.from(day);
  return date.year > 9998 ? day : date.add({ days: 1 }).toString();
};

/** Whether any of these days lies in the span. */
export const overlaps = (span: ChangedSpan, from: string, to: string): boolean =>
  (span.from === undefined || span.from <= to) && (span.to === undefined || from <= span.to);

/**
 * The spans, and for each row that one side alone has the rows that answer where it is not there: those of the same
 * table that name less or the same. What was decided by one of them may be decided by the new row instead.
 */
export function withRowsInItsPlace(
  spans: readonly ChangedSpan[],
  a: AgreementView,
  b: AgreementView,
  tables: readonly TableDef[],
): ChangedSpan[] {
  const keys = [...new Set([...a.agreement.timeline.keys(), ...b.agreement.timeline.keys()])];
  const more = spans.flatMap((span) => {
    const [name, id] = span.key.split('#');
    const def = id === undefined ? undefined : tables.find((table) => table.name === name);
    if (def === undefined) return [];
    const day = span.from ?? span.to ?? b.asOf;
    const [left, right] = [find(a, span.key, day), find(b, span.key, day)];
    const row = left ?? right;
    if (row === undefined || (left !== undefined && right !== undefined)) return [];
    return keys
      .filter((key) => key !== span.key && key.startsWith(`${name}#`))
      .filter((key) => {
        const other = find(a, key, day);
        return (
          other !== undefined &&
          def.identity.every((column) =>
            [undefined, row.value[column]].includes(other.value[column] as string | undefined),
          )
        );
      })
      .map((key) => ({ ...span, key }));
  });
  return [...spans, ...more];
}
