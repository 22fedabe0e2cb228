import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Charge } from '../../accounts/charge.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { calendarMonth } from '../../base/calendar-month.ts';
import { fail } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { inForce, readImport } from '../../network/dated.ts';
import { trunkGroupsImport } from '../../network/tables.ts';
import type { UsageSummary } from '../../traffic/index.ts';
import { usageCharges } from './charges.ts';
import { postAggregate, readFactors } from './post-aggregation/index.ts';
import type { AdjustedMonth } from './post-aggregation/index.ts';

/** A month's usage as the agreement has it summed. */
export interface MonthOfUsage {
  /** `YYYY-MM` */
  readonly month: string;
  /** Folder of the month, with `factors.csv` where factors were exchanged, and `network/`. */
  readonly inputDir: string;
  readonly summaries: readonly UsageSummary[];
}

/** Sums of a month after the rules that work on sums: factors of the month’s folder, trunk groups by their LATA. */
export function adjustMonth(agreement: Agreement, usage: MonthOfUsage): Result<AdjustedMonth> {
  const month = calendarMonth(usage.month);
  const factors = readFactors(usage.inputDir, agreement);
  if (!month.ok || !factors.ok)
    return fail(...[month, factors].flatMap((read) => (read.ok ? [] : read.problems)));
  const { from } = month.value;
  const latas = trunkGroupLatas(usage.inputDir, from);
  return postAggregate(agreement, usage.summaries, {
    from,
    factors: factors.value,
    lataOf: (trunkGroup) => latas.get(trunkGroup),
  });
}

/** Bill lines of a month's usage, after minutes moved between buckets as the agreement says. */
export function monthUsageCharges(agreement: Agreement, usage: MonthOfUsage): Result<Charge[]> {
  const adjusted = adjustMonth(agreement, usage);
  return adjusted.ok ? usageCharges(agreement, adjusted.value.summaries) : adjusted;
}

/** The landing of the month has found all that is wrong with the table. */
function trunkGroupLatas(inputDir: string, day: string): ReadonlyMap<string, string> {
  const file = path.join(inputDir, 'network', `${trunkGroupsImport.name}.csv`);
  if (!existsSync(file)) return new Map();
  const { rows } = readImport(file, readFileSync(file, 'utf8'), trunkGroupsImport);
  return new Map(inForce(rows, day).map(({ value }) => [value.trunk_group, value.lata]));
}
