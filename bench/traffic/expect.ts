/** What a month of the bench must come to, by sums and products of its own. */
import { DAYS, PRICE_DAYS } from './write-month.ts';
import type { Tally } from './write-month.ts';
import type { Template } from './templates.ts';

/** Prices in 1e-7 dollars a minute, by version of the month; one version: they do not change. */
const PRICES: Readonly<Record<string, readonly bigint[]>> = {
  'isp-bound-termination': [7_000n, 8_000n, 9_000n],
  'intrastate-access': [235_000n, 240_000n, 245_000n],
  'interstate-access': [55_000n],
  transit: [15_000n],
  'tandem-switching': [6_772n],
  'unidentified-access': [235_000n],
};

const ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  'isp-bound': ['isp-bound-termination'],
  'intrastate-intralata': ['intrastate-access'],
  'interstate-intralata': ['interstate-access'],
  'voip-toll': ['interstate-access'],
  transit: ['transit', 'tandem-switching'],
  unidentified: ['unidentified-access'],
};

/** The prices of the bench in the table of rates of the agreement. */
export function withPrices(file: string, text: string): string {
  if (file !== 'rates.csv') return text;
  const dollars = (price: bigint): string =>
    `$${(Number(price) / 1e7).toFixed(7).replace(/0+$/, '')} per minute`;
  return text
    .split('\n')
    .flatMap((line) => {
      const cells = line.split(',');
      const versions = PRICES[cells[1] ?? ''] ?? [];
      const open = /,,(rule|assumed),/.test(line);
      if (versions.length < 2 || !open) return [line];
      return versions.map((price, version) => {
        const from = `2026-10-${String(PRICE_DAYS[version]).padStart(2, '0')}`;
        const to =
          version + 1 < versions.length
            ? `2026-10-${String((PRICE_DAYS[version + 1] as number) - 1).padStart(2, '0')}`
            : '';
        return line
          .replace(/^([^,]*),/, `$1-${version + 1},`)
          .replace(/\$[\d.]+ per minute/, dollars(price))
          .replace(
            /,(\d{4}-\d\d-\d\d)?,,(rule|assumed),/,
            (_, since = '', provenance) => `,${version === 0 ? since : from},${to},${provenance},`,
          );
      });
    })
    .join('\n');
}

export interface Expected {
  /** Calls by bucket, or by the reason of those without one; duplicates are their own. */
  readonly calls: Readonly<Record<string, number>>;
  readonly conversationMs: number;
  readonly cents: bigint;
}

export function expected(templates: readonly Template[], tally: Tally): Expected {
  const calls: Record<string, number> = { duplicate: tally.duplicates };
  /** Milliseconds by trunk group, bucket, direction, whether a party pays, and version. */
  const sums = new Map<string, bigint>();
  let conversationMs = 0;
  templates.forEach((template, no) => {
    PRICE_DAYS.forEach((_, version) => {
      const place = no * PRICE_DAYS.length + version;
      const kind = template.bucket ?? template.reason ?? '';
      calls[kind] = (calls[kind] ?? 0) + (tally.calls[place] ?? 0);
      conversationMs += tally.ms[place] ?? 0;
      if (!template.bucket || !template.partyPays) return;
      const key = [template.trunk, template.bucket, template.direction, version].join(' ');
      sums.set(key, (sums.get(key) ?? 0n) + BigInt(tally.ms[place] ?? 0));
    });
  });
  let cents = 0n;
  const lines = new Map<string, bigint>();
  for (const [key, ms] of sums) {
    const [trunk, bucket = '', direction, version] = key.split(' ');
    for (const element of ELEMENTS[bucket] ?? []) {
      const prices = PRICES[element] ?? [];
      const at = prices.length > 1 ? version : '0';
      const line = [trunk, bucket, direction, element, at].join(' ');
      lines.set(line, (lines.get(line) ?? 0n) + ms);
    }
  }
  for (const [line, ms] of lines) {
    const [, , , element = '', version] = line.split(' ');
    const price = PRICES[element]?.[Number(version)] ?? 0n;
    const minutes = (ms + 59_999n) / 60_000n;
    cents += (minutes * price + 50_000n) / 100_000n;
  }
  return { calls, conversationMs, cents };
}

export { DAYS };
