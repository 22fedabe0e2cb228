import type { Problem } from '../base/problem.ts';
import type { DatedRow } from './dated.ts';
import type { Network } from './network.ts';
import type { Carrier } from './tables.ts';

/** What tables say of each other: OCNs are carriers', routing numbers and rate centres are listed, one-way groups name their carrier. */
export function checkReferences(network: Network): Problem[] {
  return [
    ...checkCarriers(network),
    ...checkTrunkGroups(network),
    ...checkRoutingNumbers(network),
    ...checkRateCentres(network),
  ];
}

const problem = (row: DatedRow<unknown>, field: string, sentence: string, cure: string): Problem => ({
  id: 'network/reference',
  file: row.file,
  line: row.line,
  field,
  sentence,
  cure,
});

/** Every OCN is a carrier's, and one OCN is one kind and one party. */
function checkCarriers(network: Network): Problem[] {
  const problems: Problem[] = [];
  const carriers = new Map<string, DatedRow<Carrier>>();
  for (const row of network.carriers) {
    const first = carriers.get(row.value.ocn) ?? row;
    carriers.set(row.value.ocn, first);
    if (first.value.kind !== row.value.kind || first.value.party !== row.value.party)
      problems.push(
        problem(
          row,
          'kind, party',
          `${row.value.ocn} has another kind or party on line ${first.line}.`,
          'Say the same on each row of a carrier.',
        ),
      );
  }
  const needs = (row: DatedRow<unknown>, field: string, ocn: string | undefined): void => {
    if (ocn !== undefined && !carriers.has(ocn))
      problems.push(
        problem(row, field, `${ocn} is not in carriers.csv.`, 'Add the carrier or correct the OCN.'),
      );
  };
  for (const row of network.exchanges) needs(row, 'code_holder_ocn', row.value.code_holder_ocn);
  for (const row of network.routingNumbers) needs(row, 'ocn', row.value.ocn);
  for (const row of network.trunkGroups) needs(row, 'originating_ocn', row.value.originating_ocn);
  for (const row of network.numberBlockChanges) needs(row, 'ocn', row.value.ocn);
  for (const row of network.interexchangeCarriers) needs(row, 'ocn', row.value.ocn);
  for (const row of network.switches) needs(row, 'ocn', row.value.ocn);
  return problems;
}

const checkTrunkGroups = (network: Network): Problem[] =>
  network.trunkGroups
    .filter(({ value }) => value.way === 'one-way' && value.originating_ocn === undefined)
    .map((row) =>
      problem(
        row,
        'originating_ocn',
        `${row.value.trunk_group} is one-way and does not say whose calls it carries.`,
        'Add the OCN of the originating carrier.',
      ),
    );

/** One problem for a routing number, at the first number that has it: many thousands may share one. */
function checkRoutingNumbers(network: Network): Problem[] {
  const known = new Set(network.routingNumbers.map(({ value }) => value.lrn));
  const missing = new Map<string, DatedRow<unknown>>();
  for (const row of network.portedNumbers)
    if (!known.has(row.value.lrn) && !missing.has(row.value.lrn)) missing.set(row.value.lrn, row);
  return [...missing].map(([lrn, row]) =>
    problem(
      row,
      'lrn',
      `${lrn} is not in lrns.csv.`,
      'Add the routing number with its carrier, or correct it.',
    ),
  );
}

/** A misspelt rate centre would make each call of its numbers one to another place. */
function checkRateCentres(network: Network): Problem[] {
  const known = new Set(network.exchanges.map(({ value }) => value.rate_centre));
  return network.virtualNumbers
    .filter(({ value }) => !known.has(value.physical_rate_centre))
    .map((row) =>
      problem(
        row,
        'physical_rate_centre',
        `${row.value.physical_rate_centre} is no rate centre of exchanges.csv.`,
        'Spell it as there, or add an exchange that is rated there.',
      ),
    );
}
