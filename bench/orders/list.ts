import { pageOfCases } from '../../src/cases/page.ts';
import type { CaseQuery } from '../../src/cases/page.ts';
import { assertEqual, p95 } from './ground.ts';
import type { Ground } from './ground.ts';

const PAGE = 50;
/** One of so many orders is open; products and offices take turns. */
const OPEN_OF = 1_000;
const PRODUCTS = ['loop-2w-analog', 'loop-2w-xdsl', 'loop-ds1', 'number-port'];
const OFFICES = ['CLMAMOXA', 'WNVLMOXA', 'BRSNMOXA', 'ASLDMOXA', 'HLVLMOXA'];

/** Orders that were stored by hand, a second apart, with a summary as the program writes it. */
const FILL = `
  INSERT INTO case_state (agreement_id, case_id, kind, state, seq, opened_at, changed_at, hash, summary, open,
                          next_due_until, next_due_at, next_due_clock)
  SELECT $1, 'LSR/SKT/N' || lpad(n::text, 8, '0') || '/01', 'lsr', CASE WHEN n % $3 = 0 THEN 'acknowledged' ELSE 'billed' END,
         5, at, at, '', jsonb_build_object('pon', 'N' || lpad(n::text, 8, '0'), 'ver', '01', 'ccna', 'SKT', 'act', 'N',
           'product', ($4::text[])[n % cardinality($4::text[]) + 1], 'quantity', 1 + n % 20,
           'wireCenter', ($5::text[])[n % cardinality($5::text[]) + 1], 'dueDate', (at + interval '5 days')::date),
         n % $3 = 0, CASE WHEN n % $3 = 0 THEN at + interval '5 hours' END,
         CASE WHEN n % $3 = 0 THEN (at + interval '5 hours')::text END, CASE WHEN n % $3 = 0 THEN 'foc' END
    FROM generate_series(1, $2::int) AS n, LATERAL (SELECT timestamptz '2026-01-01' + n * interval '1 second' AS at) AS t`;

export interface Listed {
  readonly stored: number;
  /** 95th percentile of a page of 50, milliseconds, by question. */
  readonly pages: Readonly<Record<string, number>>;
}

/** Pages of 50 of many stored orders, asked as the party that may see them. */
export async function listOrders(ground: Ground, stored: number, times: number): Promise<Listed> {
  const { db, agreement } = ground;
  await db.withTransaction({ kind: 'install' }, async (tx) => {
    await tx.execute("DELETE FROM case_state WHERE kind = 'lsr'");
    await tx.execute(FILL, [agreement.id, stored, OPEN_OF, PRODUCTS, OFFICES]);
    // As the server's own worker does after such a change.
    await tx.execute('ANALYZE case_state');
  });
  const about = { agreementId: agreement.id, kinds: ['lsr', 'asr'], limit: PAGE };
  const middle = `N${String(Math.floor(stored / 2)).padStart(8, '0')}`;
  const at = Temporal.Instant.from('2026-01-01T00:00:00Z').add({ seconds: Math.floor(stored / 2) });
  const questions: Record<string, [CaseQuery, string | undefined]> = {
    newest: [about, `N${String(stored).padStart(8, '0')}`],
    'from the middle': [
      { ...about, after: `${at.toString()}\nLSR/SKT/${middle}/01` },
      `N${String(Math.floor(stored / 2) - 1).padStart(8, '0')}`,
    ],
    open: [{ ...about, open: true }, `N${String(stored - (stored % OPEN_OF)).padStart(8, '0')}`],
    'by number': [{ ...about, pon: middle }, middle],
    'by the beginning of a number': [{ ...about, pon: middle.slice(0, 6) }, undefined],
    'by state': [
      { ...about, states: ['acknowledged'] },
      `N${String(stored - (stored % OPEN_OF)).padStart(8, '0')}`,
    ],
    'by product and office, open': [
      { ...about, open: true, equal: { product: PRODUCTS[0] ?? '', wireCenter: OFFICES[0] ?? '' } },
      undefined,
    ],
    'due next': [{ ...about, dueBefore: '2027-01-01T00:00:00Z' }, `N${String(OPEN_OF).padStart(8, '0')}`],
  };
  const pages: Record<string, number> = {};
  for (const [name, [query, first]] of Object.entries(questions)) {
    const taken: number[] = [];
    for (let time = 0; time < times; time++) {
      const started = performance.now();
      const page = await db.withTransaction(
        { kind: 'party', party: agreement.parties.clec, user: 'bench' },
        (tx) => pageOfCases(tx, query),
      );
      taken.push(performance.now() - started);
      if (first !== undefined) assertEqual(name, page.cases[0]?.summary['pon'], first);
      assertEqual(`${name}: orders of a page`, page.cases.length > 0 && page.cases.length <= PAGE, true);
    }
    pages[name] = p95(taken);
  }
  return { stored, pages };
}
