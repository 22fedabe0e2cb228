import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadAgreement } from '../../agreement/load.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { unwrap } from '../../base/result.ts';
import { summarise } from '../../flows/agreement-summary/summary.ts';
import { firstPage } from './first-page.ts';
import { inWords, valueText } from './style.ts';
import { summaryPdf } from './summary-pdf.ts';
import { clockTable, rateTable, termTables } from './tables.ts';

const tiny = unwrap(
  loadAgreement(fileURLToPath(new URL('../../../agreements/tiny', import.meta.url)), { vocabulary }),
);
const summary = summarise(tiny.at('2026-10-31'));

/** All text of a part, in order. */
const textOf = (content: unknown): string =>
  typeof content === 'string'
    ? `${content}\n`
    : Array.isArray(content)
      ? content.map(textOf).join('')
      : content !== null && typeof content === 'object'
        ? ['text', 'stack', 'ul', 'table', 'body']
            .map((name) => textOf((content as Record<string, unknown>)[name]))
            .join('')
        : '';

describe('the summary as a PDF', () => {
  test('the same summary makes the same bytes, another day others', async () => {
    const [first, second, other] = [
      await summaryPdf(summary),
      await summaryPdf(summary),
      await summaryPdf(summarise(tiny.at('2026-10-30'))),
    ];
    assert.equal(Buffer.from(first).subarray(0, 5).toString('latin1'), '%PDF-');
    assert.ok(Buffer.from(first).equals(Buffer.from(second)));
    assert.ok(!Buffer.from(first).equals(Buffer.from(other)));
  });

  test('the first page names the version, the parties and how much is assumed', () => {
    const text = textOf(firstPage(summary));
    assert.ok(text.includes(tiny.ref.hash));
    for (const { name } of summary.parties) assert.ok(text.includes(name), name);
    const total = Object.values(summary.provenance).reduce((sum, count) => sum + count, 0);
    assert.ok(
      text.includes(`${summary.provenance.assumed} of ${total} terms and rows in force are assumed.`),
    );
  });

  test('each term, clock and rate stands in it with its clause; an assumed one is marked', () => {
    const terms = textOf(termTables(summary));
    for (const { key, citation } of summary.articles.flatMap((article) => article.terms)) {
      assert.ok(terms.includes(key) && terms.includes(citation), key);
    }
    const clocks = textOf(clockTable(summary));
    for (const { key } of summary.clocks) assert.ok(clocks.includes(inWords(key.slice(6))), key);
    const rates = textOf(rateTable(summary));
    for (const { value } of summary.rates) assert.ok(rates.includes(value.description), value.element);
    const marked = [terms, clocks, rates].join('').match(/ Assumed \n/g)?.length ?? 0;
    const assumed = [
      ...summary.articles.flatMap((article) => article.terms),
      ...summary.clocks,
      ...summary.rates,
      ...summary.intervals,
    ].filter(({ provenance }) => provenance === 'assumed');
    assert.equal(marked, assumed.length);
  });

  test('codes and values are in words', () => {
    assert.equal(inWords('lsr-foc-electronic'), 'LSR FOC electronic');
    assert.equal(inWords('monthDays'), 'Month days');
    assert.equal(valueText(['cash', 'surety-bond']), 'cash, surety-bond');
    assert.equal(valueText({ collocators: 4, lines: 38_000 }), 'collocators 4; lines 38000');
    assert.equal(valueText(false), 'no');
  });
});
