import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { runDecision } from '../../agreement/decision.ts';
import { scopeTerms } from '../../agreement/scope.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Vocabulary } from '../../agreement/vocabulary.ts';
import { Trace } from '../../base/receipt.ts';
import type { Result } from '../../base/result.ts';
import { unwrap } from '../../base/result.ts';
import { claimExpired, fireExpired } from '../../cases/expire.ts';
import { cases } from '../../cases/index.ts';
import type { CaseRecord } from '../../cases/record.ts';
import { takeEvent } from '../../cases/take-event.ts';
import { loadPart } from '../../cases/test-partial-agreement.ts';
import { parties } from '../../parties/index.ts';
import type { Database } from '../../platform/database.ts';
import { sweep } from '../../platform/sweeper.ts';
import { casesDatabase } from '../../cases/test-database.ts';
import { arbitrationWindow } from './decisions.ts';
import { agreementStatus, inEffect } from './in-effect.ts';
import { agreementLife, kinds, statusOn, useProblems } from './index.ts';

const scope: Vocabulary = { subject: 'scope', terms: scopeTerms, tables: [], decisions: [] };
const HEAD =
  'id,event,on,track,ends_on,document,clause,variant,effective_from,effective_to,provenance,source';

/** The agreement with this record of its life, one `event day [track [last day]]` a line. */
function withLife(lines: string, edit: (text: string) => string = (text) => text): Result<Agreement> {
  const rows = lines
    .trim()
    .split('\n')
    .map((line, index) => {
      const [event, on, track = '', endsOn = ''] = line.trim().split(' ');
      return `r${index},${event},${on},${track === '-' ? '' : track},${endsOn},,I,,,,assumed,a test`;
    });
  return loadPart({
    dir: 'agreements/missouri-2006',
    articles: ['01-scope-and-intent.md', '03-general-provisions.md'],
    tables: ['parties', 'holidays', 'life'],
    vocabulary: [scope, parties, cases, agreementLife],
    law: ['47 USC 252', '20 CSR 4240-28', '20 CSR 4240-36', 'Missouri PSC practice'],
    edit: (file, text) => (file === 'life.csv' ? `${[HEAD, ...rows].join('\n')}\n` : edit(text)),
  });
}

const stateOn = (agreement: Agreement, on: string): string => {
  const status = statusOn(agreement.at(on), new Trace());
  assert.ok(status?.ok);
  return status.value.state;
};

describe('the life of an agreement', () => {
  // 90 days after 2 March 2026: 31 March is day 29, 30 April day 59, 31 May day 90.
  const negotiated = 'requested 2025-09-01\nsigned 2026-02-20\nfiled 2026-03-02 negotiated';

  test('nobody decides: deemed approved with the last day, and what follows may follow', () => {
    const agreement = unwrap(withLife(negotiated));
    assert.equal(stateOn(agreement, '2026-05-31'), 'filed');
    assert.equal(stateOn(agreement, '2026-06-01'), 'approved');
    const inForce = unwrap(withLife(`${negotiated}\ntook-effect 2026-06-10`));
    assert.equal(stateOn(inForce, '2026-06-09'), 'approved');
    assert.equal(stateOn(inForce, '2026-06-10'), 'effective');
    const early = unwrap(withLife(`${negotiated}\napproved 2026-04-01\ntook-effect 2026-04-11`));
    const status = statusOn(early.at('2026-12-01'), new Trace());
    assert.ok(status?.ok);
    assert.deepEqual(
      status.value.events.map(({ event }) => event),
      ['requested', 'signed', 'filed', 'approved', 'took-effect'],
    );
  });

  test('before anything is on record, the answer says so', () => {
    const receipt = unwrap(
      runDecision(agreementStatus, unwrap(withLife(negotiated)), {}, { asOf: '1990-01-01' }),
    );
    assert.equal(receipt.value, 'start');
    assert.deepEqual(
      receipt.steps.map(({ sentence }) => sentence),
      ['Nothing is on record by 1990-01-01: it has not begun'],
    );
  });

  test('signed is not in effect, and neither is filed: nothing is ordered or billed', () => {
    const agreement = unwrap(withLife(negotiated));
    for (const on of ['2026-02-20', '2026-03-02', '2026-05-31'])
      for (const use of ['orders', 'bills'] as const)
        assert.deepEqual(
          useProblems(agreement, use, on).map(({ id }) => id),
          ['agreement-life/not-in-effect'],
        );
    assert.deepEqual(
      useProblems(unwrap(withLife(`${negotiated}\ntook-effect 2026-06-10`)), 'orders', '2026-06-10'),
      [],
    );
  });

  test('performance before approval needs the parties’ agreement and a form that knows it', () => {
    const agreed = `${negotiated}\ninterim-agreed 2026-03-05`;
    const open = (agreement: Agreement, on: string) =>
      unwrap(runDecision(inEffect, agreement, { use: 'orders' }, { asOf: on })).value;
    const byAgreement = (text: string) => text.replace('performance: none', 'performance: by-agreement');
    assert.equal(open(unwrap(withLife(agreed)), '2026-03-10'), false);
    assert.equal(open(unwrap(withLife(negotiated, byAgreement)), '2026-03-10'), false);
    const both = unwrap(withLife(agreed, byAgreement));
    assert.equal(open(both, '2026-03-04'), false);
    assert.equal(open(both, '2026-03-05'), true);
  });

  test('a term ends in running on, in renewals, or in the end', () => {
    const lived = `${negotiated}\ntook-effect 2026-06-10`;
    const then = (word: string) => (text: string) => text.replace('  then: holdover\n', `  then: ${word}\n`);
    const renewing = (text: string) =>
      text
        .replace('  then: holdover\n', '  then: renewed\n  renewal: 6 months\n')
        .replace('the Agreement runs on, and', 'the Agreement is renewed for 6 months, and');
    // 36 months from 10 June 2026 end with 9 June 2029.
    assert.equal(stateOn(unwrap(withLife(lived)), '2029-06-09'), 'effective');
    assert.equal(stateOn(unwrap(withLife(lived)), '2029-06-10'), 'holdover');
    assert.equal(stateOn(unwrap(withLife(lived, then('ends'))), '2029-06-10'), 'winding-down');
    const renewed = statusOn(unwrap(withLife(lived, renewing)).at('2030-01-01'), new Trace());
    // Renewed to 9 December 2029, then to 9 June 2030.
    assert.ok(renewed?.ok);
    assert.deepEqual([renewed.value.state, renewed.value.termEndsOn], ['effective', '2030-06-09']);
    const without = statusOn(unwrap(withLife(lived, then('renewed'))).at('2030-01-01'), new Trace());
    assert.ok(without?.ok === false);
    assert.equal(without.problems[0]?.id, 'agreement-life/no-renewal');
  });

  test('a wound-down agreement is billed to its end and takes no order', () => {
    const ended = unwrap(withLife(`${negotiated}\ntook-effect 2026-06-10\nended 2026-10-01`));
    assert.deepEqual(useProblems(ended, 'bills', '2026-10-31'), []);
    assert.equal(useProblems(ended, 'orders', '2026-10-31').length, 1);
  });

  test('the month in which it is replaced is billed, for the days before; the next is not', () => {
    const replaced = unwrap(withLife(`${negotiated}\ntook-effect 2026-06-10\nreplaced 2026-10-15`));
    assert.deepEqual(useProblems(replaced, 'bills', '2026-10-01', '2026-10-31'), []);
    assert.equal(useProblems(replaced, 'bills', '2026-11-01', '2026-11-30').length, 1);
    const begun = unwrap(withLife(`${negotiated}\ntook-effect 2026-06-10`));
    assert.deepEqual(useProblems(begun, 'bills', '2026-06-01', '2026-06-30'), []);
    assert.equal(useProblems(begun, 'bills', '2026-05-01', '2026-05-31').length, 1);
  });

  test('a notice ends the agreement on the day that it names', () => {
    const noticed = unwrap(
      withLife(`${negotiated}\ntook-effect 2026-06-10\nnotice-given 2029-07-01 - 2029-12-31`),
    );
    assert.deepEqual(
      ['2029-06-30', '2029-07-01', '2029-12-31', '2030-01-01'].map((on) => stateOn(noticed, on)),
      ['holdover', 'noticed-off', 'noticed-off', 'winding-down'],
    );
    assert.equal(useProblems(noticed, 'orders', '2040-01-01').length, 1);
  });

  test('a record that cannot have happened is a problem with its line', () => {
    const ids = (lines: string) => {
      const result = withLife(lines);
      return result.ok ? [] : result.problems.map(({ id, line, field }) => `${id} ${line} ${field}`);
    };
    assert.deepEqual(ids('requested 2026-01-01\ntook-effect 2026-02-01'), ['agreement-life/record 3 event']);
    // Filed on 2 March, deemed approved with 31 May: in effect before is signed, not approved.
    assert.deepEqual(ids(`${negotiated}\ntook-effect 2026-05-31`), ['agreement-life/record 5 event']);
    assert.deepEqual(ids(`${negotiated}\ntook-effect 2026-06-01`), []);
    assert.deepEqual(ids('requested 2026-01-01\nmarried 2026-02-01'), ['agreement-life/record 3 event']);
    assert.deepEqual(ids('requested 2026-01-01\nsigned 2026-02-01\nfiled 2026-02-02'), [
      'agreement-life/record 4 track',
    ]);
  });
});

describe('the window for arbitration', () => {
  const agreement = unwrap(withLife('requested 2026-01-01'));

  test('whatever the request, day 134 is early, 135 and 160 are open, 161 is late', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (offset) => {
        const request = Temporal.PlainDate.from('1996-02-08').add({ days: offset });
        const answer = (day: number) =>
          unwrap(
            runDecision(
              arbitrationWindow,
              agreement,
              { requestOn: request.toString(), petitionOn: request.add({ days: day }).toString() },
              { asOf: '2026-01-01' },
            ),
          ).value;
        assert.deepEqual([134, 135, 160, 161].map(answer), ['early', 'open', 'open', 'late']);
      }),
      { numRuns: 40 },
    );
  });
});

describe('as cases', () => {
  const agreement = unwrap(withLife('requested 2026-01-01'));
  let db: Database;
  before(async () => {
    db = await casesDatabase(agreement);
  });
  after(() => db.close());

  const take = (kind: string, caseId: string, name: string, on: string, body: Record<string, unknown> = {}) =>
    takeEvent(
      db,
      { agreement, kinds },
      {
        kind,
        caseId,
        event: {
          name,
          occurredAt: `${on}T18:00:00Z`,
          recordedAt: '2026-12-31T00:00:00Z',
          actor: 'socket',
          body,
        },
      },
    );
  const idsOf = (result: Result<CaseRecord>): string[] =>
    result.ok ? [] : result.problems.map(({ id }) => id);
  const sweepAt = (now: string) =>
    sweep(
      db,
      Temporal.Instant.from(now),
      claimExpired(kinds),
      fireExpired(() => agreement, kinds),
    );
  const stateOf = async (caseId: string) =>
    db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, async (tx) => {
      const [row] = await tx.query<{ state: string }>('SELECT state FROM case_state WHERE case_id = $1', [
        caseId,
      ]);
      return row?.state;
    });

  test('a petition on day 134 or 161 is refused; on day 135 it is taken', async () => {
    assert.ok((await take('agreement-life', 'LIFE/1', 'requested', '2026-01-05')).ok);
    assert.deepEqual(idsOf(await take('agreement-life', 'LIFE/1', 'petitioned', '2026-05-19')), [
      'case/too-early',
    ]);
    assert.deepEqual(idsOf(await take('agreement-life', 'LIFE/1', 'petitioned', '2026-06-15')), [
      'case/too-late',
    ]);
    assert.ok((await take('agreement-life', 'LIFE/1', 'petitioned', '2026-05-20')).ok);
  });

  test('a filing is on its track, a rejection on a ground of that track', async () => {
    for (const [name, on] of [
      ['requested', '2026-01-05'],
      ['signed', '2026-02-20'],
    ] as const)
      assert.ok((await take('agreement-life', 'LIFE/2', name, on)).ok);
    const file = (track: string) =>
      take('agreement-life', 'LIFE/2', 'filed', '2026-03-02', { track, docket: 'TK-1' });
    assert.deepEqual(idsOf(await file('arbitrated')), ['agreement-life/track']);
    assert.ok((await file('negotiated')).ok);
    const reject = (ground: string) => take('agreement-life', 'LIFE/2', 'rejected', '2026-03-20', { ground });
    assert.deepEqual(idsOf(await reject('section-251')), ['agreement-life/ground']);
    assert.ok((await reject('discrimination')).ok);
  });

  test('an arbitrated agreement from the petition to its successor', async () => {
    const steps: [string, string, Record<string, unknown>?][] = [
      ['requested', '2026-01-05'],
      ['mediation-asked', '2026-03-02'],
      ['mediation-ended', '2026-04-01'],
      ['petitioned', '2026-05-20', { document: 'TO-2026-0001' }],
      ['copied', '2026-05-20'],
      ['responded', '2026-06-10'],
      ['decided', '2026-09-01'],
      ['filed', '2026-09-08', { track: 'arbitrated', docket: 'TO-2026-0001' }],
      ['commented', '2026-09-15'],
      ['approved', '2026-10-01'],
      ['published', '2026-10-08'],
      ['took-effect', '2026-10-11'],
      ['amended', '2027-03-01'],
      ['renegotiation-asked', '2029-05-01'],
      ['term-ended', '2029-10-11'],
      ['replaced', '2030-02-01'],
    ];
    let last: CaseRecord | undefined;
    for (const [name, on, body = {}] of steps)
      last = unwrap(await take('agreement-life', 'LIFE/5', name, on, body));
    assert.equal(last?.state, 'replaced');
    // 20 May + 25 days = 14 June; 1 September + 7 = 8; 8 September + 30 = 8 October; 1 October + 10 = 11 October.
    const dueOf = (name: string) => last?.clocks.find((run) => run.clock === name)?.dueAt;
    assert.deepEqual(
      ['petition-copy', 'arbitration-response', 'conformed-filing', 'approval-arbitrated', 'public-copy'].map(
        dueOf,
      ),
      ['2026-05-20', '2026-06-14', '2026-09-08', '2026-10-08', '2026-10-11'],
    );
  });

  test('nobody may say that it is deemed approved before the time is over', async () => {
    for (const [name, on, body] of [
      ['requested', '2026-01-05', {}],
      ['signed', '2026-02-20', {}],
      ['filed', '2026-03-02', { track: 'negotiated', docket: 'TK-4' }],
    ] as const)
      assert.ok((await take('agreement-life', 'LIFE/8', name, on, body)).ok);
    assert.deepEqual(idsOf(await take('agreement-life', 'LIFE/8', 'deemed-approved', '2026-03-02')), [
      'agreement-life/time-runs',
    ]);
  });

  test('when the time to decide runs out, the agreement is deemed approved in the same moment', async () => {
    for (const [name, on, body] of [
      ['requested', '2026-01-05', {}],
      ['signed', '2026-02-20', {}],
      ['filed', '2026-03-02', { track: 'negotiated', docket: 'TK-2' }],
    ] as const)
      assert.ok((await take('agreement-life', 'LIFE/3', name, on, body)).ok);
    await sweepAt('2026-06-01T04:59:00Z');
    assert.equal(await stateOf('LIFE/3'), 'filed');
    await sweepAt('2026-06-01T05:00:00Z');
    assert.equal(await stateOf('LIFE/3'), 'approved');
  });

  test('an adoption of a part is refused; a whole one is approved when nobody objects', async () => {
    const letter = { adopter: 'Prairie CLEC', docket: 'TO-2006-0299', amendments: [], signaturePage: true };
    const ask = (parts: string) =>
      take('adoption', 'ADOPT/1', 'requested', '2026-03-02', { ...letter, parts });
    assert.deepEqual(idsOf(await ask('part')), ['agreement-life/part-adoption']);
    assert.ok((await ask('whole')).ok);
    assert.ok((await take('adoption', 'ADOPT/1', 'noticed', '2026-03-04')).ok);
    // 4 March + 20 days = 24 March, a Tuesday.
    assert.deepEqual(
      idsOf(await take('adoption', 'ADOPT/1', 'objected', '2026-03-25', { ground: 'other' })),
      ['case/too-late'],
    );
    await sweepAt('2026-03-25T05:00:00Z');
    assert.equal(await stateOf('ADOPT/1'), 'approved');
  });
});
