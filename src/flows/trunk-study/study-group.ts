import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import type { Decision } from '../../agreement/decision.ts';
import {
  sizingTerm,
  stated,
  toErlangs,
  trunkServicing,
  trunkUtilization,
  trunksRequired,
} from '../../articles/trunk-engineering/index.ts';
import { rational, toText } from '../../base/rational.ts';
import type { Receipt } from '../../base/receipt.ts';
import { inForce } from '../../network/dated.ts';
import type { DatedRow } from '../../network/dated.ts';
import type { Network } from '../../network/network.ts';
import type { TrunkGroup } from '../../network/tables.ts';
import { ccsOf, lastDay } from './month-loads.ts';
import type { MonthLoads } from './month-loads.ts';
import type { GroupMonth, TrunkGroupStudy } from './study.ts';

/** One trunk group over the months, and what the agreement makes of the last of them. */
export function studyGroup(
  agreement: Agreement,
  network: Network,
  name: string,
  loads: readonly MonthLoads[],
): TrunkGroupStudy | undefined {
  const receipts: Record<string, Receipt> = {};
  const end = loads.at(-1);
  // Why is asked of the last month; the others are decided alike.
  const made = loads.map((load) => groupMonth(agreement, network, name, load, load === end ? receipts : {}));
  const last = made.at(-1);
  const row = end && rowOf(network, name, lastDay(end.month));
  if (!last || !row) return undefined;
  const { kind, way, traffic_class: trafficClass, final = 'final', a_clli, z_clli, switch_clli } = row.value;
  const known = made.slice(
    made.findLastIndex(({ required, inService }) => required === null || inService === null) + 1,
  );
  const facts = {
    months: known.map(({ required, inService }) => ({ required, inService })),
    group: final,
  };
  const servicing =
    known.length === 0 ? undefined : decide(agreement, trunkServicing, facts, last.month, receipts);
  return {
    ...last,
    trunkGroup: name,
    kind,
    way,
    trafficClass: trafficClass ?? null,
    group: final,
    aClli: a_clli ?? null,
    zClli: z_clli ?? switch_clli,
    months: made,
    action: (servicing?.value ?? null) as TrunkGroupStudy['action'],
    missing: [
      ...(trafficClass === undefined ? ['traffic_class'] : []),
      ...(row.value.trunks === undefined ? ['trunks'] : []),
    ],
    receipts,
  };
}

const rowOf = (network: Network, name: string, day: string): DatedRow<TrunkGroup> | undefined =>
  inForce(network.trunkGroups, day).find(({ value }) => value.trunk_group === name);

/** A group that had no calls in the month carried nothing. */
function groupMonth(
  agreement: Agreement,
  network: Network,
  name: string,
  { month, groups }: MonthLoads,
  receipts: Record<string, Receipt>,
): GroupMonth {
  const load = groups.find(({ trunkGroup }) => trunkGroup === name);
  const row = rowOf(network, name, lastDay(month))?.value;
  const sizing = agreement.at(lastDay(month)).optional(sizingTerm);
  const average = load ? ccsOf(load) : rational(0);
  const ccs = sizing ? stated(average, sizing) : toText(average);
  const trafficClass = row?.traffic_class;
  const required =
    trafficClass === undefined
      ? undefined
      : decide(agreement, trunksRequired, { ccs, trafficClass }, month, receipts);
  const inService = row?.trunks ?? null;
  const trunks = required === undefined ? null : Number(required.value);
  const used =
    trunks === null || inService === null
      ? undefined
      : decide(agreement, trunkUtilization, { required: trunks, inService }, month, receipts);
  const details = required?.details as { readonly modularTrunks?: number } | undefined;
  return {
    month,
    hour: load?.hour ?? null,
    ccs,
    erlangs: sizing ? stated(toErlangs(average), sizing) : toText(toErlangs(average)),
    attempts: load?.attempts ?? 0,
    required: trunks,
    modularTrunks: details?.modularTrunks ?? null,
    inService,
    utilization: used === undefined ? null : String(used.value),
  };
}

/** The answer on the last day of the month, kept by the name of the decision; undefined where the agreement does not say. */
export function decide(
  agreement: Agreement,
  decision: Decision,
  facts: unknown,
  month: string,
  receipts: Record<string, Receipt>,
): Receipt | undefined {
  const made = runDecision(decision, agreement, facts, { asOf: lastDay(month) });
  if (!made.ok) return undefined;
  receipts[decision.name] = made.value;
  return made.value;
}
