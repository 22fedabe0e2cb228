import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Agreement } from '../../agreement/agreement.ts';
import { directTrunkTrigger, sizingTerm, stated } from '../../articles/trunk-engineering/index.ts';
import { calendarMonth } from '../../base/calendar-month.ts';
import { rational } from '../../base/rational.ts';
import type { Receipt } from '../../base/receipt.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { inForce } from '../../network/dated.ts';
import type { Network } from '../../network/network.ts';
import { CALLS_PARQUET } from '../../traffic/index.ts';
import { usageFolder } from '../close-month/landing.ts';
import { ccsOf, lastDay, monthLoads } from './month-loads.ts';
import type { MonthLoads } from './month-loads.ts';
import { studyDays } from './study-days.ts';
import { decide, studyGroup } from './study-group.ts';
import type { OfficeStudy, TrunkAction, TrunkGroupStudy, TrunkStudy } from './study.ts';

export interface TrunkStudyQuestion {
  readonly agreement: Agreement;
  /** `YYYY-MM`; it and the months before it without a gap must be closed. */
  readonly month: string;
  /** Where landed usage is kept. */
  readonly usageDir: string;
  readonly network: Network;
}

/**
 * The load of each trunk group in the busy hours of the closed months up to `month`, the trunks that it requires, and what the agreement
 * makes due. Problems: no such month, the month is not closed here, the agreement does not say what a busy hour is.
 */
export async function trunkStudy(question: TrunkStudyQuestion): Promise<Result<TrunkStudy>> {
  const { agreement, month, network } = question;
  const span = calendarMonth(month);
  if (!span.ok) return span;
  const months = closedMonths(question);
  if (months.length === 0) return fail(notClosed(month));
  const studied = months.map((one) => ({ month: one, days: studyDays(agreement, one) }));
  const problems = studied.flatMap(({ days }) => (days.ok ? [] : days.problems));
  // What one month cannot say the others cannot either.
  if (problems[0]) return fail(problems[0]);
  const loads: MonthLoads[] = [];
  for (const { month: one, days } of studied)
    if (days.ok) loads.push(await monthLoads(one, callsOf(question, one), network, days.value));
  const names = inForce(network.trunkGroups, lastDay(month)).map(({ value }) => value.trunk_group);
  const groups = names.sort().flatMap((name) => studyGroup(agreement, network, name, loads) ?? []);
  const offices = studyOffices(agreement, loads, new Set(names));
  return ok({
    agreement: agreement.ref,
    month,
    months,
    groups,
    offices,
    actions: [...groups.flatMap(groupActions), ...offices.flatMap(officeActions)],
    unknownGroups: (loads.at(-1)?.groups ?? [])
      .map(({ trunkGroup }) => trunkGroup)
      .filter((name) => !names.includes(name)),
  });
}

const callsOf = ({ usageDir, agreement }: TrunkStudyQuestion, month: string): string =>
  path.join(usageFolder(usageDir, agreement, month), CALLS_PARQUET);

const isClosed = (question: TrunkStudyQuestion, month: string): boolean => {
  const calls = callsOf(question, month);
  return existsSync(calls) && readdirSync(calls).some((name) => name.endsWith('.parquet'));
};

/** The month and those before it, as far as each is closed. */
function closedMonths(question: TrunkStudyQuestion): string[] {
  const months: string[] = [];
  for (let month = question.month; isClosed(question, month); month = before(month)) months.unshift(month);
  return months;
}

const before = (month: string): string =>
  Temporal.PlainYearMonth.from(month).subtract({ months: 1 }).toString();

/** Each place that calls through a tandem group reach, over the months. */
function studyOffices(
  agreement: Agreement,
  loads: readonly MonthLoads[],
  names: ReadonlySet<string>,
): OfficeStudy[] {
  const last = loads.at(-1);
  const keys = new Map(
    loads
      .flatMap(({ places }) => places)
      .filter(({ trunkGroup }) => names.has(trunkGroup))
      .map(({ trunkGroup, place }) => [`${trunkGroup}\t${place}`, { trunkGroup, office: place ?? '' }]),
  );
  const sizing = agreement.at(lastDay(last?.month ?? '')).optional(sizingTerm);
  if (!last || !sizing) return [];
  return [...keys.values()].map(({ trunkGroup, office }) => {
    const ccsByMonth = loads.map(({ month, places }) => {
      const load = places.find((one) => one.trunkGroup === trunkGroup && one.place === office);
      return { month, ccs: stated(load ? ccsOf(load) : rational(0), sizing) };
    });
    const receipts: Record<string, Receipt> = {};
    const facts = { ccsByMonth: ccsByMonth.map(({ ccs }) => ccs) };
    const receipt = decide(agreement, directTrunkTrigger, facts, last.month, receipts);
    return {
      trunkGroup,
      office,
      ccsByMonth,
      due: receipt === undefined ? null : receipt.value === true,
      ...(receipt === undefined ? {} : { receipt }),
    };
  });
}

function groupActions({ trunkGroup, action, required, inService, receipts }: TrunkGroupStudy): TrunkAction[] {
  const receipt = receipts['trunk-servicing'];
  if (!receipt || (action !== 'augment' && action !== 'resize')) return [];
  return [
    {
      what: action,
      trunkGroup,
      sentence: `Send a trunk group service request: ${required} trunks are required and ${inService} are in service.`,
      clause: receipt.clause,
    },
  ];
}

function officeActions({ trunkGroup, office, due, ccsByMonth, receipt }: OfficeStudy): TrunkAction[] {
  if (due !== true || !receipt) return [];
  return [
    {
      what: 'direct-group',
      trunkGroup,
      office,
      sentence: `Order a direct group to ${office}: its calls on ${trunkGroup} loaded ${ccsByMonth.at(-1)?.ccs} CCS in the busy hour.`,
      clause: receipt.clause,
    },
  ];
}

const notClosed = (month: string) => ({
  id: 'trunks/not-closed',
  field: 'month',
  sentence: `No calls of ${month} are here.`,
  cure: 'Close the month first, or name the data folder in which it was closed.',
});
