import { OPEN_END } from '../../../agreement/agreement.ts';
import type { Agreement, AgreementView, TableRow } from '../../../agreement/agreement.ts';
import type { Problem } from '../../../base/problem.ts';
import { Trace } from '../../../base/receipt.ts';
import { wireCenterStatusTable } from '../../../network/wire-center-status.ts';
import type { WireCenterStatus } from '../../../network/wire-center-status.ts';
import { TIERS, tierOf, tiersTerm } from '../../../network/wire-center-tiers.ts';
import { wireCentersTable } from '../../../network/wire-centers.ts';
import { loopAvailable } from './loop-available.ts';
import { loopLimitsTerm } from './terms.ts';

type Listed = TableRow<WireCenterStatus>;

/**
 * The list of wire centers on each day on which it changes: each is a wire center of the agreement, its tier and its loops are what
 * its counts make them or what they once were, and neither ever comes back.
 */
export function checkWireCenterStatus(agreement: Agreement): Problem[] {
  const prefix = `${wireCenterStatusTable.name}#`;
  const days = agreement.timeline.changesBetween('0001-01-01', OPEN_END, (key) => key.startsWith(prefix));
  const problems: Problem[] = [];
  const before = new Map<string, WireCenterStatus>();
  const seen = new Set<string>();
  for (const day of ['0001-01-01', ...days]) {
    const view = agreement.at(day);
    for (const row of view.rows(wireCenterStatusTable)) {
      if (seen.has(row.id)) continue;
      seen.add(row.id);
      problems.push(...rowProblems(row, before.get(row.value.clli), view));
      before.set(row.value.clli, row.value);
    }
  }
  const known = new Set(
    agreement
      .at(OPEN_END)
      .rows(wireCentersTable)
      .map(({ value }) => value.clli),
  );
  for (const row of agreement.at(OPEN_END).rows(wireCenterStatusTable)) {
    if (!known.has(row.value.clli))
      problems.push(
        at(
          row,
          'clli',
          'unknown-wire-center',
          `${row.value.clli} is no wire center of the agreement.`,
          'Correct it, or add the wire center.',
        ),
      );
  }
  return problems;
}

const at = (row: Listed, field: string, slug: string, sentence: string, cure: string): Problem => ({
  id: `elements/${slug}`,
  file: row.file,
  line: row.line,
  field: `${row.id}.${field}`,
  sentence,
  cure,
  clause: row.citation,
});

function rowProblems(row: Listed, before: WireCenterStatus | undefined, view: AgreementView): Problem[] {
  const { business_lines, collocators, tandem_only, tier } = row.value;
  const counts = { businessLines: business_lines, fiberBasedCollocators: collocators };
  const problems: Problem[] = [];
  const tiers = view.optional(tiersTerm);
  if (tiers) {
    const earlier = TIERS.find((one) => one === before?.tier);
    const due = tierOf(
      { ...counts, tandemOnly: tandem_only === 'yes', ...(earlier === undefined ? {} : { earlier }) },
      tiers,
      new Trace(),
    );
    if (due !== tier)
      problems.push(
        at(
          row,
          'tier',
          'wire-center-tier',
          `${row.value.clli} is listed with tier ${tier}, and its counts${earlier === undefined ? '' : ` and its tier ${earlier} before`} make it tier ${due}.`,
          'Correct the tier, or the counts.',
        ),
      );
  }
  if (!view.optional(loopLimitsTerm)) return problems;
  for (const level of ['ds1', 'ds3'] as const) {
    const endedBefore = before?.[`${level}_loops`] === 'ended';
    const answer = loopAvailable(level, { ...counts, endedBefore }, view, new Trace());
    if (!answer.ok) return [...problems, ...answer.problems];
    const due = answer.value.value === true ? 'unbundled' : 'ended';
    if (row.value[`${level}_loops`] !== due)
      problems.push(
        at(
          row,
          `${level}_loops`,
          'wire-center-loops',
          `${row.value.clli} is listed with ${level.toUpperCase()} loops ${row.value[`${level}_loops`]}, and its counts make them ${due}${endedBefore ? ', as they once were' : ''}.`,
          'Correct the list, or the counts.',
        ),
      );
  }
  return problems;
}
