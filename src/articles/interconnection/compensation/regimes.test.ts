import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import { loadAgreement } from '../../../agreement/load.ts';
import { vocabulary } from '../../../app/vocabulary.ts';
import type { Problem } from '../../../base/problem.ts';
import { unwrap } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { balanceRegime } from './balance-regime.ts';
import { compensation } from './compensation.ts';
import { ispPresumption } from './isp-presumption.ts';
import { meetPointShares } from './meet-point-shares.ts';

const work = mkdtempSync(path.join(tmpdir(), 'meetpoint-regimes-'));
after(() => rmSync(work, { recursive: true, force: true }));
cpSync('law', path.join(work, 'law'), { recursive: true });

let copies = 0;
/** A copy of the Missouri agreement with pieces of files exchanged for others, and an amendment beside it. */
function load(
  changes: readonly (readonly [file: string, from: string, to: string])[] = [],
  amendment?: string,
): Result<Agreement> {
  const folder = path.join(work, 'agreements', String(++copies));
  cpSync('agreements/missouri-2006', folder, { recursive: true });
  for (const [file, from, to] of changes) {
    const name = path.join(folder, file);
    const text = from === '' ? '' : readFileSync(name, 'utf8');
    assert.ok(text.includes(from), `${file} does not say ${from}`);
    writeFileSync(name, from === '' ? to : text.replace(from, () => to));
  }
  const amendments = amendment === undefined ? [] : [path.join(work, `amendment-${copies}.yaml`)];
  if (amendments[0] !== undefined) writeFileSync(amendments[0], amendment ?? '');
  return loadAgreement(folder, { vocabulary, variant: 'centurytel', amendments });
}
const problems = (loaded: Result<Agreement>): string[] =>
  loaded.ok ? [] : [...new Set(loaded.problems.map(({ id, field }: Problem) => `${id} ${field ?? ''}`))];

const AMENDMENT = `id: local-per-minute
title: Local traffic is paid per minute
kind: amendment
effectiveOn: 2026-03-01
recordedAt: 2026-02-01T12:00:00Z
provenance: assumed
source: Written for a test
text: From 1 March 2026 local traffic is paid per minute.
changes:
  - set: compensation#local
    value: { regime: per-minute, elements: isp-bound-termination }
`;
const SELF = [
  ['05-interconnection.md', '  effect: by-amendment\n  traffic:', '  effect: self-executing\n  traffic:'],
] as const;

const ask = (agreement: Agreement, date: string, bucket = 'local') =>
  unwrap(runDecision(compensation, agreement, { bucket, direction: 'ilec-to-clec', date }, { asOf: date }));

describe('what decides the regime', () => {
  test('an amendment decides from its day, and its receipt names it', () => {
    const agreement = unwrap(load([], AMENDMENT));
    assert.equal(ask(agreement, '2026-02-28').value, 'bill-and-keep');
    const after = ask(agreement, '2026-03-01');
    assert.equal(after.value, 'per-minute');
    const details = after.details as Record<string, unknown>;
    assert.deepEqual(
      [details['decidedBy'], details['amendment'], details['payer'], details['prices']],
      ['amendment', 'local-per-minute', 'centurytel', { 'isp-bound-termination': '0.0007 per minute' }],
    );
    assert.match(after.clause, /V §7\.2 \(amended: local-per-minute\)/);
  });

  test('the agreement does not amend itself: the law is shown and the row stands', () => {
    const receipt = ask(unwrap(load()), '2026-10-05', 'intrastate-intralata');
    assert.equal(receipt.value, 'per-minute');
    assert.deepEqual(
      receipt.steps.map(({ id, out }) => [id, out]),
      [
        ['agreement', 'per-minute'],
        ['law', 'interstate-rate'],
        ['rank', 'agreement'],
        ['price', '0.0235'],
      ],
    );
  });

  test('where the agreement lets law apply by itself it decides from its day, unless an amendment came after it', () => {
    const law = [
      '05-interconnection.md',
      '{ bucket: local, law: non-access }',
      '{ bucket: local, law: terminating-end-office }',
    ] as const;
    const agreement = unwrap(load([...SELF, law]));
    const decided = (date: string, of = agreement) =>
      (ask(of, date).details as { decidedBy: string }).decidedBy;
    assert.deepEqual(
      [decided('2016-06-30'), decided('2016-07-01'), decided('2026-10-05')],
      ['agreement', 'change-of-law', 'change-of-law'],
    );
    assert.equal(ask(agreement, '2026-10-05').clause, 'FCC 11-161 §2');
    const amended = unwrap(load([...SELF, law], AMENDMENT));
    assert.deepEqual(
      [decided('2026-02-28', amended), decided('2026-03-01', amended)],
      ['change-of-law', 'amendment'],
    );
  });

  test('a rule for carriers without an agreement leaves the agreement alone, and decides where no row speaks', () => {
    assert.equal(
      (ask(unwrap(load([...SELF])), '2026-10-05').details as { decidedBy: string }).decidedBy,
      'agreement',
    );
    const bucket = [
      '05-interconnection.md',
      '{ bucket: eas, law: non-access }',
      '{ bucket: visitors, law: non-access }',
    ] as const;
    const receipt = ask(unwrap(load([bucket])), '2026-10-05', 'visitors');
    assert.deepEqual([receipt.value, receipt.clause], ['bill-and-keep', 'FCC 11-161 §4']);
  });

  test('rows of a law that applies by itself must say what it says', () => {
    const law = [
      '05-interconnection.md',
      '{ bucket: isp-bound, law: isp-bound }',
      '{ bucket: isp-bound, law: terminating-end-office }',
    ] as const;
    assert.deepEqual(problems(load([...SELF, law])), ['interconnection/law-not-followed isp-bound.regime']);
  });
});

test('a finding that the presumption was rebutted leaves the minutes where they are', () => {
  const rebuttals = [
    'isp-rebuttals.csv',
    '',
    'id,direction,finding,docket,clause,variant,effective_from,effective_to,provenance,source\nfirst,ilec-to-clec,presumption-rebutted,TC-2026-0001,V §7.3,,2026-07-01,,assumed,Written for a test\n',
  ] as const;
  const agreement = unwrap(load([rebuttals]));
  const isp = (on: string, direction: string) =>
    unwrap(
      runDecision(
        ispPresumption,
        agreement,
        { terminatingMou: 40_000, originatingMou: 9000, direction, on },
        { asOf: on },
      ),
    );
  assert.equal(isp('2026-06-30', 'ilec-to-clec').value, 13_000);
  const rebutted = isp('2026-07-01', 'ilec-to-clec');
  assert.deepEqual([rebutted.value, rebutted.details], [0, { local: '40000' }]);
  assert.match(rebutted.steps.at(-1)?.sentence ?? '', /TC-2026-0001/);
  assert.equal(isp('2026-07-01', 'clec-to-ilec').value, 13_000);
});

describe('balance of traffic', () => {
  const agreement = unwrap(load());
  const regime = (months: readonly (readonly [number, number])[]) =>
    unwrap(
      runDecision(
        balanceRegime,
        agreement,
        { months: months.map(([aToB, bToA]) => ({ aToB, bToA })) },
        { asOf: '2026-10-05' },
      ),
    );

  test('both sides are alike, and no single month ever changes the regime', () => {
    const month = fc.tuple(fc.nat(100), fc.nat(100));
    fc.assert(
      fc.property(fc.array(month, { maxLength: 10 }), month, (months, last) => {
        const mirrored = months.map(([a, b]): [number, number] => [b, a]);
        assert.equal(regime(months).value, regime(mirrored).value);
        if (months.length < 3) assert.equal(regime(months).value, 'bill-and-keep');
        const changes = (receipt: ReturnType<typeof regime>): unknown[] =>
          (receipt.details as { changes: unknown[] }).changes;
        assert.ok(changes(regime([...months, last])).length <= changes(regime(months)).length + 1);
        assert.ok(changes(regime(months)).length <= Math.floor(months.length / 3));
      }),
      { numRuns: 200 },
    );
  });

  test('a month without traffic is neither in nor out, and breaks a run', () => {
    assert.equal(
      regime([
        [9, 1],
        [9, 1],
        [0, 0],
        [9, 1],
      ]).value,
      'bill-and-keep',
    );
    const months = [{ aToB: -1, bToA: 3, ispBToA: 5 }];
    const wrong = runDecision(balanceRegime, agreement, { months }, { asOf: '2026-10-05' });
    assert.deepEqual(wrong.ok ? [] : wrong.problems.map(({ id, field }) => `${id} ${field}`), [
      'interconnection/negative months.0.aToB',
      'interconnection/more-than-all months.0.ispAToB',
      'interconnection/more-than-all months.0.ispBToA',
    ]);
  });
});

describe('what the check refuses', () => {
  const article = '05-interconnection.md';
  test('percentages of a route that do not make the whole', () => {
    assert.deepEqual(problems(load([['meet-point-routes.csv', '75 %,25 %', '75 %,26 %']])), [
      'interconnection/meet-point-sum columbia.clec',
    ]);
  });

  test('an order that names a rule without its term', () => {
    const found = problems(load([[article, 'interconnection.voip-share:', 'interconnection.voip-shares:']]));
    assert.ok(
      found.some((one) => one.includes('voip-share')),
      found.join(),
    );
  });

  test('a bucket that nobody pays for', () => {
    const found = problems(load([[article, '  to: voip-toll', '  to: nowhere']]));
    assert.deepEqual(found, ['interconnection/adjustment-bucket interconnection.voip-share.to']);
  });

  test('a limit that is always or never passed, and months that are none', () => {
    const change = (from: string, to: string) => [article, from, to] as const;
    assert.deepEqual(
      problems(
        load([change('  outside: 60 %', '  outside: 40 %'), change('more than 60 %', 'more than 40 %')]),
      ),
      [
        'interconnection/balance interconnection.balance.outside',
        'interconnection/balance interconnection.balance.inside',
      ],
    );
    assert.deepEqual(
      problems(
        load([
          change('  backFor: 3 months', '  backFor: 0 months'),
          change('after 3 months running in which', 'after 0 months running in which'),
        ]),
      ),
      ['interconnection/months interconnection.balance.backFor'],
    );
  });

  test('a rate period that is not one', () => {
    const rows = readFileSync('agreements/missouri-2006/compensation.csv', 'utf8').split('\n');
    const head = (rows[0] ?? '').replace('originator,', 'originator,period,');
    const columns = (rows[0] ?? '').split(',').indexOf('originator');
    const wider = rows.slice(1).map((row) => {
      const cells = row.split(',');
      return row === ''
        ? row
        : [
            ...cells.slice(0, columns + 1),
            row.startsWith('local,') ? 'night' : '',
            ...cells.slice(columns + 1),
          ].join(',');
    });
    const folder = path.join(work, 'agreements', 'periods');
    cpSync('agreements/missouri-2006', folder, { recursive: true });
    writeFileSync(path.join(folder, 'compensation.csv'), [head, ...wider].join('\n'));
    const found = problems(loadAgreement(folder, { vocabulary }));
    assert.ok(found.includes('interconnection/unknown-period local.period'), found.join());
    writeFileSync(
      path.join(folder, 'rate-periods.csv'),
      'id,order,when,clause,variant,effective_from,effective_to,provenance,source\nnight,10,called_isp,V §7.2,,,,assumed,Written for a test\n',
    );
    assert.ok(problems(loadAgreement(folder, { vocabulary })).includes('expr/type night.when'));
  });

  test('a route is asked for by a name that it has', () => {
    const wrong = runDecision(meetPointShares, unwrap(load()), { route: 'A-B' }, { asOf: '2026-10-05' });
    assert.match(wrong.ok ? '' : (wrong.problems[0]?.cure ?? ''), /SCKTMOXA-CLMAMOXA/);
  });
});
