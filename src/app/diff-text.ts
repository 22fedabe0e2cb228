import { baseCitation } from '../agreement/agreement.ts';
import type { AgreementView } from '../agreement/agreement.ts';
import { isSame } from '../agreement/diff.ts';
import type { DiffSide, FieldDiff, TermDiff } from '../agreement/diff.ts';
import type { Comparison, Touched, TrueUp } from '../flows/compare-agreements/compare.ts';
import { table } from './output.ts';

/** A comparison for a terminal: what differs, in the order of the contract; what it touches; the counts. */
export function diffText(found: Comparison, views: readonly [AgreementView, AgreementView]): string {
  const parts = [sideLine('before', found.before, views[0]), sideLine('after ', found.after, views[1])];
  if (found.terms.length > 0) {
    const rows = found.terms.flatMap(termRows);
    parts.push(table(['change', 'term', 'clause', 'before → after', 'provenance', 'where'], rows));
  }
  for (const { change, before, after, paragraphs } of found.sections) {
    const heading = (after ?? before)?.heading ?? '';
    parts.push(`section ${change}: ${arrow(before?.clause, after?.clause)} ${heading}`);
    for (const words of paragraphs) {
      if (words.before !== undefined) parts.push(`  - ${words.before}`);
      if (words.after !== undefined) parts.push(`  + ${words.after}`);
    }
  }
  for (const { change, clause, reason } of found.marks)
    parts.push(`unmodelled ${change}: ${clause}: ${reason}`);
  for (const { change, clause, effectiveOn, recordedAt, approval, inForce } of found.documents) {
    const day = effectiveOn === undefined ? 'from the beginning' : `effective ${effectiveOn}`;
    const waits =
      approval === 'pending' || approval === 'rejected'
        ? `; ${approval}: it holds nothing`
        : '; its day has not come on the day asked: give a later --as-of';
    const note = inForce ? '' : waits;
    parts.push(`document ${change}: ${clause}, ${day}, recorded ${recordedAt}${note}`);
  }
  if (found.touched) parts.push(...touchedText(found.touched));
  parts.push(isSame(found) ? 'Nothing differs.' : countLine(found));
  return parts.join('\n');
}

const sideLine = (name: string, { agreement, asOf, asKnown }: DiffSide, view: AgreementView): string =>
  `${name}  ${view.agreement.dir} ${agreement.id}/${agreement.variant} ${agreement.version} ${agreement.hash.slice(0, 12)}, as of ${asOf}${asKnown === null ? '' : `, as known ${asKnown}`}`;

function termRows({ change, key, before, after, fields }: TermDiff): string[][] {
  const place = after ?? before;
  const frame = (what: string): string[] => [
    change,
    before && after && before.key !== after.key ? `${before.key} → ${after.key}` : key,
    arrow(before && baseCitation(before.clause), after && baseCitation(after.clause)),
    what,
    arrow(before?.provenance, after?.provenance),
    `${place?.file ?? ''}:${place?.line ?? ''}`,
  ];
  if (fields.length > 0) return fields.map((field) => frame(fieldText(field)));
  return [frame(change === 'moved' || change === 'restated' ? '(same value)' : inline(place?.value))];
}

const fieldText = ({ field, before, after }: FieldDiff): string =>
  `${field}: ${before === undefined ? '(none)' : shown(before)} → ${after === undefined ? '(none)' : shown(after)}`;

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const inline = (value: Readonly<Record<string, unknown>> = {}): string =>
  Object.entries(value)
    .map(([name, field]) => `${name}: ${shown(field)}`)
    .join('; ')
    .slice(0, 100);

/** `III §9.4`, or `III §9.4 → III §9.5` where the two differ. */
const arrow = (before: string | undefined, after: string | undefined): string =>
  before === undefined || after === undefined || before === after
    ? (after ?? before ?? '')
    : `${before} → ${after}`;

function touchedText({ cases, invoices }: Touched): string[] {
  const parts: string[] = [];
  if (cases.length > 0) {
    const rows = cases.flatMap(({ id, state, clocks }) =>
      clocks.map((one) => [
        id,
        state,
        one.clock,
        one.dueAt,
        one.dueAtThen ?? '?',
        one.clause,
        one.keys.join(', '),
      ]),
    );
    parts.push(
      'Open cases whose running clocks rest on it:',
      table(['case', 'state', 'clock', 'due', 'by the second', 'clause', 'terms'], rows),
    );
  }
  if (invoices.length > 0) {
    const rows = invoices.map(({ number, month, status, open, lines }) => [
      number,
      month,
      status,
      open,
      String(lines.length),
      [...new Set(lines.flatMap(({ keys }) => keys))].join(', '),
    ]);
    parts.push(
      'Open bills with lines that rest on it (an issued bill is never priced again):',
      table(['bill', 'month', 'status', 'open', 'lines', 'terms'], rows, [3, 4]),
    );
  }
  return parts;
}

function countLine({ counts, touched }: Comparison): string {
  const list = (what: string, found: Readonly<Record<string, number>>): string[] => {
    const some = Object.entries(found).filter(([, count]) => count > 0);
    return some.length === 0
      ? []
      : [`${what}: ${some.map(([name, count]) => `${count} ${name}`).join(', ')}`];
  };
  const parts = [
    ...list('terms and rows', counts.terms),
    ...list('sections', counts.sections),
    ...list('unmodelled marks', counts.marks),
    ...list('documents', counts.documents),
    ...(touched
      ? [`touches ${touched.cases.length} open cases and ${touched.invoices.length} open bills`]
      : []),
  ];
  return `${parts.join('; ')}.`;
}

const dollars = (amount: string): string => (amount.startsWith('-') ? `-$${amount.slice(1)}` : `$${amount}`);

/** What a retroactive change would correct, for a terminal. */
export function trueUpText(found: TrueUp): string {
  const { lines, unchanged, notRecomputed, stoppedClocks, accounts, nextBillOn } = found;
  const parts = ['', 'True-up of issued bills, a dry run: nothing is written.'];
  if (lines.length > 0) {
    const rows = lines.map((line) => [
      `${line.invoice}${line.line === undefined ? '' : `/${line.line}`}`,
      line.description.slice(0, 48),
      line.billed,
      line.again,
      line.difference,
      line.clause,
      line.backBilling?.value ?? '',
    ]);
    parts.push(
      table(['line', 'what', 'billed', 'again', 'difference', 'clause', 'back-billing'], rows, [2, 3, 4]),
    );
  }
  if (notRecomputed.length > 0) {
    parts.push(
      'Not recomputed:',
      table(
        ['line', 'element', 'billed', 'why'],
        notRecomputed.map(({ invoice, line, element, billed, why }) => [
          `${invoice}/${line}`,
          element,
          billed,
          why,
        ]),
        [2],
        [null, null, null, 80],
      ),
    );
  }
  for (const { ban, from, to, lines: count, difference, barred } of accounts) {
    const limit = barred === '0.00' ? '' : `; ${dollars(barred)} more is barred by the limit on back-billing`;
    parts.push(
      `${ban} (${from} bills ${to}): ${count} line${count === 1 ? '' : 's'}, ${dollars(difference)}${limit}`,
    );
  }
  if (stoppedClocks > 0) {
    parts.push(
      `${stoppedClocks} clocks that stopped were counted by what differs; measures and credits that rest on them are not recomputed.`,
    );
  }
  parts.push(
    `${lines.length} lines differ, ${unchanged} come to the same, ${notRecomputed.length} are not recomputed.${
      lines.length > 0 && nextBillOn !== undefined
        ? ` The corrections would stand on the next bills, dated ${nextBillOn}; no issued bill changes. Late payment charges on them are not in it.`
        : ''
    }`,
  );
  return parts.join('\n');
}
