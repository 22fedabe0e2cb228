import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { Type } from 'typebox';
import { precedence } from './precedence.ts';
import { contentHash } from './release.ts';
import { Price } from './schema.ts';
import { ARTICLE, load, open, places, problemsOf, vocabulary } from './test-agreement.ts';
import type { Files } from './test-agreement.ts';
import { pagesOf, referenceFor } from './tariff-references.ts';
import { defineTable } from './vocabulary.ts';

const rates = defineTable({
  name: 'rates',
  identity: ['element'],
  schema: Type.Object({ element: Type.String(), price: Price() }),
  doc: 'Prices.',
});
const rooms = [...vocabulary, precedence, { subject: 'rates', terms: [], tables: [rates], decisions: [] }];
const options = { vocabulary: rooms };

const HEADER = 'id,element,price,clause,variant,effective_from,effective_to,provenance,source';
const PAGES = `${HEADER}
one,port,$10.00 per month,PSC 1 §2,,2020-01-01,2025-12-31,assumed,a sample
two,port,$12.00 per month,PSC 1 §2,,2026-01-01,,assumed,a sample
`;
const ABOUT = `id: exchange
title: Exchange tariff
carrier: north
number: PSC 1
jurisdiction: intrastate
provenance: assumed
source: a test
`;
const SECTIONS = '# Exchange tariff\n\n## 2 Ports\n\nA port costs $10.00 or more.\n';
const tariff: Files = {
  'tariffs/exchange/tariff.yaml': ABOUT,
  'tariffs/exchange/sections.md': SECTIONS,
  'tariffs/exchange/rates.csv': PAGES,
};
const OWN = `${HEADER}
loop,loop,$18.00 per month,III §9.4,,,,assumed,a sample
`;
const RANK = `${ARTICLE}
## 10 Tariffs

A tariff applies where it is elected or incorporated.

\`\`\`terms
precedence.tariff:
  appliesBySilence: false
  agreementPrevailsOnConflict: true
  expressElection: true
  expressIncorporation: true
  provenance: seed
\`\`\`
`;
const reference = (cells: string): Files => ({
  ...tariff,
  'three.md': RANK,
  'tariff-references.csv': `id,service,tariff,section,mode,as_of,clause,provenance,source\nport,${cells},III §10,assumed,a sample\n`,
});

describe('tariffs', () => {
  test('the pages of a day, beside the agreement and in no table of it', () => {
    const agreement = load({ ...tariff, 'rates.csv': OWN }, options);
    const [found] = agreement.tariffs;
    assert.deepEqual([found?.about.number, found?.sections.length], ['PSC 1', 2]);
    const prices = (day: string): unknown =>
      found
        ?.at(day)
        .rows(rates)
        .map(({ value }) => value.price);
    assert.deepEqual(prices('2019-12-31'), []);
    assert.deepEqual(prices('2025-12-31'), ['$10.00 per month']);
    assert.deepEqual(prices('2026-01-01'), ['$12.00 per month']);
    assert.deepEqual(found?.periods('2025-12-01', '2026-01-31'), [
      { from: '2025-12-01', to: '2025-12-31' },
      { from: '2026-01-01', to: '2026-01-31' },
    ]);
    const own = agreement.at('2026-01-01').rows(rates);
    assert.deepEqual(
      own.map(({ value }) => value.element),
      ['loop'],
    );
    assert.ok(![...agreement.timeline.keys()].some((key) => key.includes('two')));
    assert.equal(agreement.clauseText('PSC 1 §2'), 'A port costs $10.00 or more.');
  });

  test('only tariffs of a party of the variant are taken', () => {
    assert.equal(load(tariff, { ...options, variant: 'east' }).tariffs.length, 0);
  });

  test('the hash of the agreement covers its pages', () => {
    const dir = load(tariff, options).dir;
    const before = contentHash(dir);
    writeFileSync(path.join(dir, 'tariffs/exchange/rates.csv'), PAGES.replace('$12.00', '$13.00'));
    assert.notEqual(contentHash(dir), before);
    assert.notEqual(open(dir, options).ref.hash, before);
  });

  const faults: [string, Files, [string, string][]][] = [
    [
      'a folder without its description',
      { 'tariffs/exchange/rates.csv': PAGES },
      [['agreement/missing-file', 'tariffs/exchange/tariff.yaml']],
    ],
    [
      'a tariff without prices',
      { 'tariffs/exchange/tariff.yaml': ABOUT, 'tariffs/exchange/sections.md': SECTIONS },
      [['agreement/missing-file', 'tariffs/exchange/rates.csv']],
    ],
    [
      "a name that is not its folder's",
      { ...tariff, 'tariffs/exchange/tariff.yaml': ABOUT.replace('id: exchange', 'id: other') },
      [['tariff/about', 'tariffs/exchange/tariff.yaml:1']],
    ],
    [
      'a stranger',
      { ...tariff, 'tariffs/exchange/tariff.yaml': ABOUT.replace('north', 'west') },
      [['tariff/about', 'tariffs/exchange/tariff.yaml:3']],
    ],
    [
      'pages of the same days, a section that is not there, a variant',
      {
        ...tariff,
        'tariffs/exchange/rates.csv': PAGES.replace('2025-12-31', '2026-01-01').replace(
          'PSC 1 §2,,2026',
          'PSC 1 §9,east,2026',
        ),
      },
      [
        ['agreement/overlap', 'tariffs/exchange/rates.csv:3'],
        ['tariff/dangling-clause', 'tariffs/exchange/rates.csv:3'],
        ['tariff/variant', 'tariffs/exchange/rates.csv:3'],
      ],
    ],
    [
      'terms, and files that nobody reads',
      {
        ...tariff,
        'tariffs/exchange/sections.md': `${SECTIONS}\n\`\`\`terms\na.b:\n  c: 1\n\`\`\`\n`,
        'tariffs/exchange/intervals.csv': 'id\n',
        'tariffs/loose.md': 'x',
      },
      [
        ['agreement/unlisted-file', 'tariffs/exchange/intervals.csv'],
        ['tariff/terms-block', 'tariffs/exchange/sections.md:8'],
        ['agreement/unlisted-file', 'tariffs/loose.md'],
      ],
    ],
    [
      'two tariffs of one number',
      {
        ...tariff,
        'tariffs/second/tariff.yaml': ABOUT.replace('exchange', 'second'),
        'tariffs/second/sections.md': SECTIONS,
        'tariffs/second/rates.csv': PAGES,
      },
      [['tariff/duplicate-number', 'tariffs/second/tariff.yaml']],
    ],
    [
      'a row of the agreement that cites the tariff',
      { ...tariff, 'rates.csv': OWN.replace('III §9.4', 'PSC 1 §2') },
      [['precedence/leak', 'rates.csv:2']],
    ],
  ];
  for (const [name, files, expected] of faults) {
    test(name, () => assert.deepEqual(places(problemsOf(files, options)), expected));
  }
});

describe('references to tariffs', () => {
  test('floating follows the pages, frozen stays with its day', () => {
    const floating = load(reference('port,exchange,2,floating,'), options).at('2026-10-20');
    const frozen = load(reference('port,exchange,2,frozen,2021-05-01'), options).at('2026-10-20');
    const pages = (view: typeof floating): unknown => {
      const row = referenceFor(view, 'port');
      return row && pagesOf(row.value, view.asOf);
    };
    assert.deepEqual([pages(floating), pages(frozen)], ['2026-10-20', '2021-05-01']);
    assert.equal(referenceFor(floating, 'loop'), undefined);
  });

  const faults: [string, string, string][] = [
    ['no such tariff', 'port,private-line,2,floating,', 'precedence/unknown-tariff'],
    ['no such section', 'port,exchange,3,floating,', 'precedence/unknown-section'],
    ['no such price', 'loop,exchange,2,floating,', 'precedence/not-in-tariff'],
    ['no page on the day', 'port,exchange,2,frozen,2019-01-01', 'precedence/not-in-tariff'],
    ['frozen without a day', 'port,exchange,2,frozen,', 'precedence/frozen-day'],
    ['floating with one', 'port,exchange,2,floating,2021-05-01', 'precedence/frozen-day'],
  ];
  for (const [name, cells, id] of faults) {
    test(name, () => {
      assert.deepEqual(places(problemsOf(reference(cells), options)), [[id, 'tariff-references.csv:2']]);
    });
  }
  test('an agreement that does not let tariffs be incorporated has none', () => {
    const files = reference('port,exchange,2,floating,');
    const barred = { ...files, 'three.md': RANK.replace('Incorporation: true', 'Incorporation: false') };
    assert.deepEqual(places(problemsOf(barred, options)), [
      ['precedence/incorporation-barred', 'tariff-references.csv:2'],
    ]);
  });
});
