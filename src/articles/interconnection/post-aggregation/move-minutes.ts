import { ratesTable } from '../../../accounts/rates.ts';
import type { Agreement, TableRow } from '../../../agreement/agreement.ts';
import type { Problem } from '../../../base/problem.ts';
import {
  ZERO,
  compare,
  decimal,
  isZero,
  minimum,
  rational,
  subtract,
  sum,
  toText,
} from '../../../base/rational.ts';
import type { Rational } from '../../../base/rational.ts';
import type { Step } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { compensationTable, elementsOf, findCompensation, sidesOf } from '../../../traffic/index.ts';
import type { CompensationRow, Direction, UsageSummary } from '../../../traffic/index.ts';
import { usageTiers } from '../usage-rates.ts';
import { divideByShares, partOfMs } from '../compensation/divide-minutes.ts';

/** Minutes of a month as they are billed, after minutes moved between buckets. */
export interface AdjustedUsage extends UsageSummary {
  /** Bucket in which the calls of these minutes are found, where it is not that of the minutes. */
  readonly callsIn?: string;
}

/** Minutes of one direction that go to another bucket. */
export interface Move {
  readonly direction: Direction;
  readonly from: readonly string[];
  readonly to: string;
  readonly minutes: Rational;
  /** Only lines of these trunk groups; undefined: all. */
  readonly trunkGroups?: ReadonlySet<string>;
  /** Why they move. */
  readonly why: Step;
}

/**
 * Moves minutes: each line gives its share, and what it gives becomes a line of the other bucket, with the compensation and the
 * prices of that bucket. A line that gives all of its minutes gives its calls with them. Nothing is lost: minutes and
 * milliseconds are as many as before. Fails where the other bucket has no compensation.
 */
export function moveMinutes(
  agreement: Agreement,
  usage: readonly AdjustedUsage[],
  move: Move,
): Result<AdjustedUsage[]> {
  const gives = (line: AdjustedUsage): boolean =>
    line.direction === move.direction &&
    move.from.includes(line.bucket) &&
    line.bucket !== move.to &&
    (move.trunkGroups?.has(line.trunkGroup) ?? true);
  const base = usage.filter((line) => gives(line) && !line.callsAgain);
  const parts = divideByShares(
    move.minutes,
    base.map(({ minutes }) => decimal(minutes)),
  );
  const given = new Map<AdjustedUsage, Rational>();
  base.forEach((line, index) => given.set(line, parts[index] ?? ZERO));
  giveAgain(
    usage.filter((line) => gives(line) && line.callsAgain),
    given,
  );
  const problems: Problem[] = [];
  const moved = usage.flatMap((line): AdjustedUsage[] => {
    const part = given.get(line) ?? ZERO;
    if (isZero(part)) return [line];
    const kept = rest(line, part, move);
    if (line.callsAgain) return kept;
    const made = lines(agreement, line, part, move);
    if (made.ok) return [...kept, ...made.value];
    problems.push(...made.problems);
    return kept;
  });
  return problems.length > 0 ? fail(...problems) : ok(moved);
}

/** Lines of other elements of the same calls give as much in all as the first ones did, by their own minutes. */
function giveAgain(again: readonly AdjustedUsage[], given: Map<AdjustedUsage, Rational>): void {
  const before = [...given];
  for (const group of Map.groupBy(again, (line) => `${callsOf(line)} ${line.elements.join('+')}`).values()) {
    const [first] = group as [AdjustedUsage];
    const own = group.map(({ minutes }) => decimal(minutes));
    const whole = sum(before.filter(([line]) => callsOf(line) === callsOf(first)).map(([, part]) => part));
    divideByShares(minimum(whole, sum(own)), own).forEach((part, index) => {
      given.set(group[index] as AdjustedUsage, part);
    });
  }
}

const callsOf = (line: AdjustedUsage): string =>
  [
    line.trunkGroup,
    line.bucket,
    line.direction,
    line.ratePeriod ?? '',
    line.compensation,
    line.payer ?? '',
  ].join(' ');

/** What stays: nothing of a line that gave everything. */
function rest(line: AdjustedUsage, part: Rational, move: Move): AdjustedUsage[] {
  const all = decimal(line.minutes);
  if (compare(part, all) === 0) return [];
  const minutes = toText(subtract(all, part));
  const step: Step = {
    id: 'moved-out',
    sentence: `${toText(part)} of ${line.minutes} minutes are ${move.to}`,
    out: `${minutes} minutes`,
    steps: [move.why],
  };
  const conversationMs = line.conversationMs - partOfMs(line.conversationMs, part, all);
  return [{ ...line, minutes, conversationMs, steps: [...line.steps, step] }];
}

/** The minutes of a line in the other bucket, one line for each span of days in which its compensation and prices are the same. */
function lines(
  agreement: Agreement,
  line: AdjustedUsage,
  part: Rational,
  move: Move,
): Result<AdjustedUsage[]> {
  const all = decimal(line.minutes);
  const whole = compare(part, all) === 0;
  const periods = periodsOf(agreement, line, move);
  if (!periods.ok) return periods;
  const days = periods.value.map(({ from, to }) => rational(daysBetween(from, to)));
  const minutes = divideByShares(part, days);
  const ms = divideByShares(rational(partOfMs(line.conversationMs, part, all)), days);
  const sentence = `${toText(part)} of ${line.minutes} ${line.bucket} minutes are ${move.to}`;
  return ok(
    periods.value.flatMap(({ from, to, row }, index): AdjustedUsage[] => {
      const own = minutes[index] ?? ZERO;
      if (isZero(own)) return [];
      const sides = sidesOf(row.value, line.direction);
      const { parties } = agreement;
      const step: Step = { id: 'moved-in', sentence, out: `${toText(part)} minutes`, steps: [move.why] };
      const dated: Step = {
        id: 'by-days',
        sentence: `Of them by days from ${from} to ${to}`,
        out: `${toText(own)} minutes`,
      };
      const { payer: _payer, payee: _payee, ...frame } = line;
      return [
        {
          ...frame,
          ...(sides ? { payer: parties[sides.payer], payee: parties[sides.payee] } : {}),
          bucket: move.to,
          regime: row.value.regime,
          elements: elementsOf(row.value),
          connectedFrom: index === 0 ? line.connectedFrom : from,
          periodFrom: from,
          periodTo: to,
          calls: whole && index === 0 ? line.calls : 0,
          callsWithNumber: whole && index === 0 ? line.callsWithNumber : 0,
          conversationMs: Number(ms[index]?.num ?? 0n),
          minutes: toText(own),
          clause: row.citation,
          compensation: row.id,
          provenance: row.provenance,
          steps: [...line.steps, step, ...(periods.value.length > 1 ? [dated] : [])],
          callsIn: line.callsIn ?? line.bucket,
        },
      ];
    }),
  );
}

interface Period {
  readonly from: string;
  readonly to: string;
  readonly row: TableRow<CompensationRow>;
}

/** The days of a line, cut where compensation or a price of the other bucket changes. */
function periodsOf(agreement: Agreement, line: AdjustedUsage, move: Move): Result<Period[]> {
  const found: (Period & { readonly mark: string })[] = [];
  for (const { from, to } of agreement.periods(
    [compensationTable, ratesTable],
    line.periodFrom,
    line.periodTo,
  )) {
    const view = agreement.at(from);
    const row = findCompensation(view, {
      bucket: move.to,
      direction: line.direction,
      originator: 'party',
      ...(line.ratePeriod === undefined ? {} : { period: line.ratePeriod }),
    });
    if (!row)
      return fail({
        id: 'interconnection/no-compensation',
        field: move.to,
        sentence: `Minutes of ${line.bucket} traffic ${line.direction} are ${move.to}, and that has no compensation on ${from}.`,
        cure: 'Add a row to compensation.csv.',
        ...(move.why.clause === undefined ? {} : { clause: move.why.clause }),
      });
    const sides = sidesOf(row.value, line.direction);
    const direction = sides && (`${sides.payee}-to-${sides.payer}` as Direction);
    const prices = elementsOf(row.value).map((element) => {
      if (!direction) return element;
      const tiers = usageTiers(view, { element, direction, row });
      return tiers.ok
        ? tiers.value.map(({ rate }) => [rate.row.key, rate.row.value, rate.row.citation])
        : element;
    });
    const mark = JSON.stringify([row.key, row.value, row.citation, prices]);
    const before = found.at(-1);
    if (before?.mark === mark) found[found.length - 1] = { ...before, to };
    else found.push({ from, to, row, mark });
  }
  return ok(found);
}

const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days + 1;
