import { inForce } from './dated.ts';
import type { Network } from './network.ts';
import type { SpecialNumber } from './number-tables.ts';

/**
 * Who holds each listed thousands-block on a day: an OCN; `unlisted`, a holder that is in no row of carriers; or `nobody`, after
 * the block was taken back. Changes of blocks go before the public list.
 */
export function blockHolders(
  network: Network,
  day: string,
): Map<number, { ocn: string } | 'unlisted' | 'nobody'> {
  const byName = new Map(
    inForce(network.carriers, day).map(({ value }) => [value.block_holder ?? '', value.ocn]),
  );
  const holders = new Map<number, { ocn: string } | 'unlisted' | 'nobody'>();
  for (const { block, holder } of network.numberBlocks) {
    const ocn = byName.get(holder);
    holders.set(block, ocn === undefined ? 'unlisted' : { ocn });
  }
  for (const { value } of inForce(network.numberBlockChanges, day)) {
    const { npa, nxx, block, ocn } = value;
    holders.set(Number(npa + nxx + block), ocn === undefined ? 'nobody' : { ocn });
  }
  return holders;
}

/**
 * The carrier of each JIP on a day. A switch signals the first six digits of its routing number, so no table of its own is needed; six
 * digits that routing numbers of two carriers share say nothing and are left out.
 */
export function jipCarriers(network: Network, day: string): Map<number, string> {
  const carriers = new Map<number, Set<string>>();
  for (const { value } of inForce(network.routingNumbers, day)) {
    const jip = Number(value.lrn.slice(0, 6));
    carriers.set(jip, (carriers.get(jip) ?? new Set()).add(value.ocn));
  }
  return new Map(
    [...carriers].filter(([, ocns]) => ocns.size === 1).map(([jip, [ocn]]) => [jip, ocn as string]),
  );
}

/** Where the customer of a number is: by the number itself before its thousands-block. Both are keyed by their digits. */
export const physicalPlaces = (network: Network, day: string): Map<number, string> =>
  new Map(
    inForce(network.virtualNumbers, day).map(({ value }) => [
      Number(value.number),
      value.physical_rate_centre,
    ]),
  );

/** Service of each prefix of dialled digits, longest prefixes first. */
export const services = (network: Network, day: string): SpecialNumber[] =>
  inForce(network.specialNumbers, day)
    .map(({ value }) => value)
    .sort((a, b) => b.prefix.length - a.prefix.length || (a.prefix < b.prefix ? -1 : 1));
