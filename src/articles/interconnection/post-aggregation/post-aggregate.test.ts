import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { loadAgreement } from '../../../agreement/load.ts';
import { vocabulary } from '../../../app/vocabulary.ts';
import { add, decimal, rational, toText } from '../../../base/rational.ts';
import { unwrap } from '../../../base/result.ts';
import type { Direction, UsageSummary } from '../../../traffic/index.ts';
import { usageCharges } from '../charges.ts';
import { postAggregate } from './post-aggregate.ts';
import type { AdjustedUsage, Factor, UsageInputs } from './index.ts';

const load = (id: string, amendment?: string) =>
  unwrap(
    loadAgreement(`agreements/${id}`, { vocabulary, ...(amendment ? { amendments: [amendment] } : {}) }),
  );
const missouri = load('missouri-2006');
const west = load('sample-west');
const south = load('sample-south');
const tiny = load('tiny');

const NONE: UsageInputs = { from: '2026-10-01', factors: [], lataOf: () => undefined };

/** Sums of a month on one trunk group; each minute is sixty thousand milliseconds of talk. */
function usage(
  bucket: string,
  direction: Direction,
  minutes: string | number,
  more: Partial<UsageSummary> = {},
): UsageSummary {
  return {
    trunkGroup: 'CO521001',
    bucket,
    direction,
    payer: direction === 'ilec-to-clec' ? 'centurytel' : 'socket',
    payee: direction === 'ilec-to-clec' ? 'socket' : 'centurytel',
    regime: 'bill-and-keep',
    elements: ['local-termination'],
    callsAgain: false,
    connectedFrom: '2026-10-01',
    periodFrom: '2026-10-01',
    periodTo: '2026-10-31',
    calls: 100,
    callsWithNumber: bucket === 'unidentified' || bucket === 'unknown' ? 0 : (more.calls ?? 100),
    conversationMs: Math.floor(Number(minutes) * 60_000),
    minutes: String(minutes),
    clause: 'V §7.2',
    compensation: 'local',
    provenance: 'assumed',
    steps: [],
    ...more,
  };
}

/** `bucket direction minutes`, added up, calls once. */
function sums(lines: readonly AdjustedUsage[]): string[] {
  const found = new Map<string, ReturnType<typeof decimal>>();
  for (const line of lines.filter(({ callsAgain }) => !callsAgain)) {
    const key = `${line.bucket} ${line.direction}`;
    found.set(key, add(found.get(key) ?? rational(0), decimal(line.minutes)));
  }
  return [...found].map(([key, minutes]) => `${key} ${toText(minutes)}`).sort();
}

describe('the presumption on the sums of a contract', () => {
  test('minutes beyond the ratio move from local to ISP-bound, and are billed there', () => {
    // 40,000 − 3 × 9,000 = 13,000 minutes; 13,000 × $0.0007 = $9.10.
    const month = [usage('local', 'ilec-to-clec', 40_000), usage('local', 'clec-to-ilec', 9000)];
    const { summaries, steps } = unwrap(postAggregate(missouri, month, NONE));
    assert.deepEqual(sums(summaries), [
      'isp-bound ilec-to-clec 13000',
      'local clec-to-ilec 9000',
      'local ilec-to-clec 27000',
    ]);
    assert.ok(steps.some(({ id, out }) => id === 'isp-presumption' && out === '13000'));
    const charges = unwrap(usageCharges(missouri, summaries));
    const isp = charges.find(({ element }) => element === 'isp-bound-termination');
    assert.deepEqual([isp?.amount, isp?.quantity, isp?.biller], [910n, '13000', 'socket']);
    assert.deepEqual(isp?.source.id, 'CO521001/local/ilec-to-clec/2026-10-01..2026-10-31/isp-bound');
    const moved = isp?.receipt.steps.find(({ id }) => id === 'moved-in');
    assert.equal(moved?.sentence, '13000 of 40000 local minutes are isp-bound');
    assert.equal(moved?.steps?.[0]?.clause, 'V §7.3');
    assert.equal(charges.find(({ element }) => element === 'local-termination')?.amount, 0n);
  });

  test('known ISP-bound minutes count first, and extended area minutes give their share', () => {
    // 30,000 + 10,000 + 5,000 − 3 × 9,000 = 18,000; 5,000 are known: 13,000 move, 3 of 4 from local, 1 of 4 from extended area.
    const month = [
      usage('local', 'ilec-to-clec', 30_000),
      usage('eas', 'ilec-to-clec', 10_000, { compensation: 'eas', elements: ['eas-termination'] }),
      usage('isp-bound', 'ilec-to-clec', 5000, {
        compensation: 'isp-bound',
        regime: 'per-minute',
        elements: ['isp-bound-termination'],
      }),
      usage('local', 'clec-to-ilec', 9000),
    ];
    assert.deepEqual(sums(unwrap(postAggregate(missouri, month, NONE)).summaries), [
      'eas ilec-to-clec 6750',
      'isp-bound ilec-to-clec 18000',
      'local clec-to-ilec 9000',
      'local ilec-to-clec 20250',
    ]);
  });

  test('where the price changes within the line the minutes are divided by its days', () => {
    // June 2003: 13 days at $0.0010 and 17 at $0.0007 of 30; 3,000 minutes are 1,300 and 1,700.
    const days = { connectedFrom: '2003-06-01', periodFrom: '2003-06-01', periodTo: '2003-06-30' };
    const month = [usage('local', 'ilec-to-clec', 3000, days)];
    const { summaries } = unwrap(postAggregate(missouri, month, { ...NONE, from: '2003-06-01' }));
    const lines = unwrap(usageCharges(missouri, summaries)).map(({ from, quantity, amount }) => [
      from,
      quantity,
      amount,
    ]);
    assert.deepEqual(lines, [
      ['2003-06-01', '1300', 130n],
      ['2003-06-14', '1700', 119n],
    ]);
  });

  test('another agreement has another ratio, another none, and one without the term moves nothing', () => {
    const month = [usage('local', 'ilec-to-clec', 40_000), usage('local', 'clec-to-ilec', 9000)];
    // 40,000 − 2 × 9,000 = 22,000.
    assert.ok(
      sums(unwrap(postAggregate(west, month, NONE)).summaries).includes('isp-bound ilec-to-clec 22000'),
    );
    for (const agreement of [south, tiny])
      assert.deepEqual(unwrap(postAggregate(agreement, month, NONE)).summaries, month);
  });
});

describe('minutes without a known originator (interconnection.unidentified-allocation)', () => {
  const factor = (percent: number, more: Partial<Factor> = {}): Factor => ({
    factor: 'plu',
    party: 'centurytel',
    percent: rational(percent),
    usedFrom: '2026-10-01',
    late: false,
    step: { id: 'factor', sentence: 'given' },
    ...more,
  });
  const unidentified = (minutes: number, calls: number) =>
    usage('unidentified', 'ilec-to-clec', minutes, {
      calls,
      compensation: 'unidentified',
      regime: 'per-minute',
      elements: ['unidentified-access'],
    });

  test('within the share the local part moves, by the factor of the LATA', () => {
    // 95 of 100 calls came with a number. 60 % of 1,001 minutes are 600.6: 600 whole minutes are local.
    const month = [
      unidentified(1001, 5),
      usage('local', 'clec-to-ilec', 9000),
      usage('local', 'ilec-to-clec', 9000, { calls: 95 }),
    ];
    const inputs = { ...NONE, factors: [factor(90), factor(60, { lata: '521' })], lataOf: () => '521' };
    assert.deepEqual(sums(unwrap(postAggregate(missouri, month, inputs)).summaries), [
      'local clec-to-ilec 9000',
      'local ilec-to-clec 9600',
      'unidentified ilec-to-clec 401',
    ]);
  });

  test('beyond the share, and without a factor, all of them keep the price for unidentified traffic', () => {
    const known = [usage('local', 'clec-to-ilec', 9000), usage('local', 'ilec-to-clec', 9000, { calls: 88 })];
    const beyond = [unidentified(1000, 12), ...known];
    const inputs = { ...NONE, factors: [factor(60)] };
    assert.deepEqual(unwrap(postAggregate(missouri, beyond, inputs)).summaries, beyond);
    const within = [unidentified(1000, 1), ...known];
    assert.deepEqual(unwrap(postAggregate(missouri, within, NONE)).summaries, within);
  });

  test('the test is on calls: many minutes of few calls are within it', () => {
    const month = [
      unidentified(50_000, 10),
      usage('local', 'clec-to-ilec', 20_000),
      usage('local', 'ilec-to-clec', 1000, { calls: 90 }),
    ];
    const inputs = { ...NONE, factors: [factor(100)] };
    // Exactly 90 % of the calls, and not 2 % of the minutes. All 50,000 are local, and then 51,000 − 3 × 20,000 is less than none.
    const { summaries } = unwrap(postAggregate(missouri, month, inputs));
    assert.deepEqual(sums(summaries), ['local clec-to-ilec 20000', 'local ilec-to-clec 51000']);
    // A line that gives everything gives its calls too.
    assert.equal(
      summaries.reduce((all, { calls }) => all + calls, 0),
      200,
    );
  });

  test('another agreement counts minutes and divides as the identified ones are', () => {
    // 4 % of the minutes are unknown; of the known ones 3 of 4 are local. 75 % of 400 = 300 local, 100 toll.
    const month = [
      usage('unknown', 'ilec-to-clec', 400),
      usage('local', 'ilec-to-clec', 7200),
      usage('toll-intrastate', 'ilec-to-clec', 2400),
      usage('local', 'clec-to-ilec', 9000),
    ];
    assert.deepEqual(sums(unwrap(postAggregate(west, month, NONE)).summaries), [
      'local clec-to-ilec 9000',
      'local ilec-to-clec 7500',
      'toll-intrastate ilec-to-clec 2500',
    ]);
    const beyond = [usage('unknown', 'ilec-to-clec', 4000), ...month.slice(1)];
    assert.ok(
      sums(unwrap(postAggregate(west, beyond, NONE)).summaries).includes('toll-intrastate ilec-to-clec 6400'),
    );
  });
});

test('the Internet-voice part of toll is paid as such calls are, by the factor of the sender', () => {
  // Without a factor 10 %: 10 % of 1,005 = 100.5, whole minutes 100.
  const month = [usage('toll-intrastate', 'clec-to-ilec', 1005)];
  assert.deepEqual(sums(unwrap(postAggregate(south, month, NONE)).summaries), [
    'toll-intrastate clec-to-ilec 905',
    'voip-toll clec-to-ilec 100',
  ]);
});

test('elements that are cut on other days give as many minutes as the first ones', () => {
  const again = { callsAgain: true, elements: ['other'], calls: 100 };
  const month = [
    usage('local', 'ilec-to-clec', 40_000),
    usage('local', 'ilec-to-clec', 10_000, { ...again, periodTo: '2026-10-10' }),
    usage('local', 'ilec-to-clec', 30_000, { ...again, periodFrom: '2026-10-11' }),
    usage('local', 'clec-to-ilec', 9000),
  ];
  const { summaries } = unwrap(postAggregate(missouri, month, NONE));
  // 13,000 of 40,000 move: 3,250 of 10,000 and 9,750 of 30,000.
  assert.deepEqual(
    summaries.filter(({ callsAgain }) => callsAgain).map(({ minutes }) => minutes),
    ['6750', '20250'],
  );
});

test('whatever the month, no minute, millisecond or call is lost or made, and no line gives more than it has', () => {
  const buckets = ['local', 'eas', 'isp-bound', 'unidentified', 'intrastate-intralata'];
  const line = fc
    .record({
      bucket: fc.constantFrom(...buckets),
      direction: fc.constantFrom<Direction>('ilec-to-clec', 'clec-to-ilec'),
      trunkGroup: fc.constantFrom('A', 'B', 'C'),
      tenths: fc.nat(200_000),
      calls: fc.nat(50),
      extraMs: fc.nat(5999),
    })
    .map(({ bucket, direction, trunkGroup, tenths, calls, extraMs }) =>
      usage(bucket, direction, toText(rational(tenths, 10)), {
        trunkGroup,
        calls,
        conversationMs: Math.max(0, tenths * 6000 - extraMs),
      }),
    );
  const factors = fc.record({ plu: fc.integer({ min: 0, max: 100 }), pvu: fc.integer({ min: 0, max: 100 }) });
  let moved = 0;
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), factors, (month, { plu, pvu }) => {
      const given = (['plu', 'pvu'] as const).flatMap((kind) =>
        ['centurytel', 'socket'].map((party): Factor => ({
          factor: kind,
          party,
          percent: rational(kind === 'plu' ? plu : pvu),
          usedFrom: '2026-10-01',
          late: false,
          step: { id: 'factor', sentence: 'given' },
        })),
      );
      const { summaries } = unwrap(postAggregate(missouri, month, { ...NONE, factors: given }));
      const total = (lines: readonly AdjustedUsage[]) => ({
        minutes: toText(lines.map(({ minutes }) => decimal(minutes)).reduce(add, rational(0))),
        ms: lines.reduce((sum, { conversationMs }) => sum + conversationMs, 0),
        calls: lines.reduce((sum, { calls }) => sum + calls, 0),
      });
      assert.deepEqual(total(summaries), total(month));
      for (const { minutes, conversationMs } of summaries)
        assert.ok(decimal(minutes).num >= 0n && conversationMs >= 0);
      moved += summaries.filter(({ callsIn }) => callsIn !== undefined).length;
    }),
    { numRuns: 300, seed: 11 },
  );
  assert.ok(moved > 100, 'the property is of months in which something moves');
});

test('an agreement whose minutes have nowhere to go is refused by its check', () => {
  const amendment = 'src/articles/interconnection/post-aggregation/fixtures/no-voip.yaml';
  const refused = loadAgreement('agreements/sample-south', { vocabulary, amendments: [amendment] });
  const ids = refused.ok ? [] : refused.problems.map(({ id, field }) => `${id} ${field}`);
  assert.ok(ids.includes('interconnection/adjustment-bucket interconnection.voip-share.to'), ids.join('; '));
});
