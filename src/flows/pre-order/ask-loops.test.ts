import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { Agreement } from '../../agreement/agreement.ts';
import { loadAgreement } from '../../agreement/load.ts';
import { migrations } from '../../app/database.ts';
import { kinds } from '../../app/kinds.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { takeEvent } from '../../cases/take-event.ts';
import { unwrap } from '../../base/result.ts';
import { PreOrderTest, said, twoAgreements } from './test-ground.ts';

const { socket, prairie } = twoAgreements(vocabulary);
let ground: PreOrderTest;
before(async () => {
  ground = await PreOrderTest.start(migrations, kinds, [
    [socket, 'socket'],
    [prairie, 'prairie'],
  ]);
});
after(() => ground.db.close());

const ask = (name: Parameters<PreOrderTest['ask']>[1], facts: object, more: object = {}) =>
  ground.ask(socket, name, facts, more);

describe('loops', () => {
  test('the pairs of a place are shown with what they are made of', async () => {
    const answer = unwrap(await ask('loop-makeup', { addressId: 'A-1101' }));
    assert.deepEqual(said({ ok: true, value: answer }), ['found', 'L-1101']);
    assert.deepEqual(said(await ask('loop-makeup', { addressId: 'A-1103' })), [
      'no-record',
      null,
      'pre-order/no-loop',
    ]);
    assert.deepEqual(said(await ask('loop-makeup', { loop: 'L-9999' })), ['pre-order/no-loop']);
    assert.deepEqual(said(await ask('loop-makeup', {})), ['pre-order/no-place']);
  });

  test('a record that its test contradicts: the test counts, and a correction is due', async () => {
    const answer = unwrap(await ask('loop-makeup', { loop: 'L-1201' }));
    assert.deepEqual(said({ ok: true, value: answer }), ['found', 'L-1201', 'pre-order/record-contradicted']);
    const [loop] = answer.details['loops'] as {
      makeup: { source: string; loadCoils: object[] };
      differences: object[];
    }[];
    assert.equal(loop?.makeup.source, 'measured');
    assert.equal(loop.makeup.loadCoils.length, 1);
    assert.deepEqual(loop.differences, [{ part: 'load coils', records: 0, measured: 1 }]);
  });

  test('what other carriers run in the binder group is counted, never whose, and stands in the way as the agreement says', async () => {
    const record = { loop: 'L-BIND' };
    await pair(record.loop, null, { binder: 'CLMAMOXA/9/2' });
    const beside = async (): Promise<unknown> => {
      const { details } = unwrap(await ask('loop-makeup', record));
      return (details['loops'] as { makeup: { disturbers?: unknown } }[])[0]?.makeup.disturbers;
    };
    assert.equal(await beside(), undefined);
    await mask(prairie, 'PR-7', 'ami-t1', 'CLMAMOXA/9/2');
    assert.deepEqual(await beside(), [{ spectrumClass: 'ami-t1', count: 1 }]);
    // A known disturber in the group is a caution in Missouri (qualification-rules.csv, known-disturber).
    const judged = unwrap(await ask('loop-qualification', { ...record, technology: 'adsl' }));
    assert.equal(judged.value, 'yellow');
    assert.ok(!/PR-7/.test(JSON.stringify([judged, await ask('loop-makeup', record)])));
  });

  test('a class of another agreement that this one does not have is told, and keeps no pair from being judged', async () => {
    const record = { loop: 'L-OTHER' };
    await pair(record.loop, null, { binder: 'CLMAMOXA/9/3' });
    const strange = unwrap(
      loadAgreement('agreements/missouri-2006', {
        vocabulary,
        files: (file) =>
          file.endsWith('spectrum-classes.csv')
            ? readFileSync(file, 'utf8').replace(/^sm9,sm9,(.*)$/m, '$&\nc9,c9,$1')
            : undefined,
      }),
    );
    const theirs = Object.create(strange, { id: { value: prairie.id } }) as typeof strange;
    await mask(theirs, 'PR-9', 'c9', 'CLMAMOXA/9/3');
    await mask(prairie, 'PR-8', 'sm5', 'CLMAMOXA/9/3');
    const made = unwrap(await ask('loop-makeup', record));
    const [loop] = made.details['loops'] as { makeup: { disturbers?: unknown }; otherClasses?: unknown }[];
    assert.deepEqual(loop?.makeup.disturbers, [{ spectrumClass: 'sm5', count: 1 }]);
    assert.deepEqual(loop.otherClasses, [{ spectrumClass: 'c9', count: 1 }]);
    const judged = unwrap(await ask('loop-qualification', { ...record, technology: 'adsl' }));
    // 9,000 feet of 26 gauge carry it, and a class that is presumed acceptable is no known disturber.
    assert.equal(judged.value, 'green');
    assert.deepEqual(
      judged.problems.map(({ id, sentence }) => [id, / class c9 of another agreement/.test(sentence)]),
      [['pre-order/other-class', true]],
    );
  });

  /** The mask of a circuit that a carrier states, and the binder group that the incumbent says it is in. */
  const mask = async (under: Agreement, circuit: string, spectrumClass: string, binder: string) => {
    const { ilec, clec } = under.parties;
    const said: [string, string, Record<string, string>][] = [
      ['stated', clec, { circuit, spectrumClass }],
      ['assigned', ilec, { binder }],
    ];
    for (const [at, [name, actor, body]] of said.entries()) {
      const occurredAt = `2026-11-23T10:0${at}:00Z`;
      const event = { name, actor, body, occurredAt, recordedAt: occurredAt };
      const about = { kind: 'spectrum-mask', caseId: `MASK/${circuit}`, event };
      unwrap(await takeEvent(ground.db, { agreement: under, kinds }, about));
    }
  };

  /** A pair with what its record and, where there is one, its test say. */
  const pair = (loop: string, addressId: string | null, records: object, measured?: object) => {
    const makeup = (source: string, more: object): string =>
      JSON.stringify({
        loop,
        source,
        asOf: '2026-11-01',
        segments: [{ gauge: 26, feet: 9000 }],
        bridgedTaps: [],
        loadCoils: [],
        repeaters: [],
        carrier: 'none',
        ...more,
      });
    return ground.db.withTransaction({ kind: 'install' }, (tx) =>
      tx.execute(
        `INSERT INTO loop_record (provider, loop, wire_center, address_id, status, records, measured)
         VALUES ('centurytel', $1, 'CLMAMOXA', $2, 'spare', $3, $4)`,
        [loop, addressId, makeup('records', records), measured ? makeup('measured', measured) : null],
      ),
    );
  };
  const taps = (...feet: number[]) => ({
    bridgedTaps: feet.map((one) => ({ feet: one, feetFromOffice: 0 })),
  });

  test('bridged tap contradicts the record by more than 100 feet in sum, and not by its count', async () => {
    await pair('L-TAP-1', null, taps(800), taps(500, 400));
    await pair('L-TAP-2', null, taps(800), taps(901));
    assert.deepEqual(said(await ask('loop-makeup', { loop: 'L-TAP-1' })), ['found', 'L-TAP-1']);
    const far = unwrap(await ask('loop-makeup', { loop: 'L-TAP-2' }));
    assert.deepEqual(
      far.problems.map(({ sentence }) =>
        /feet of bridged tap 800 in the record, 901 measured/.test(sentence),
      ),
      [true],
    );
  });

  test('a pair whose record cannot be judged is told, and hides no other at the place', async () => {
    const facts = { addressId: 'A-1103', technology: 'adsl' };
    await pair('L-ODD', 'A-1103', { segments: [{ gauge: 28, feet: 900 }] });
    assert.deepEqual(said(await ask('loop-qualification', facts)), ['dsl/unknown-gauge']);
    await pair('L-GOOD', 'A-1103', {});
    assert.deepEqual(said(await ask('loop-qualification', facts)), ['green', 'green', 'dsl/unknown-gauge']);
    const { problems } = unwrap(await ask('loop-qualification', { addressId: 'A-1103' }));
    assert.match(problems[0]?.sentence ?? '', /^L-ODD: Segment 1 is of gauge 28/);
    const spare = unwrap(await ask('facility-availability', facts));
    const fits = (spare.details['candidates'] as { loop: string; fit: string }[]).map(
      ({ loop, fit }) => `${loop} ${fit}`,
    );
    assert.equal(spare.value, 'available');
    assert.ok(fits.includes('L-ODD none') && fits.includes('L-GOOD available'), fits.join());
    const strange = { ...facts, technology: 'carrier-pigeon' };
    assert.ok(
      said(await ask('facility-availability', strange)).every((id) => String(id).startsWith('dsl/unknown')),
    );
  });

  test('qualification is by equivalent length: 6,000 + 0.75 × 8,000 + 0.60 × 2,000 = 13,200 ft', async () => {
    const answer = unwrap(await ask('loop-qualification', { loop: 'L-1101', technology: 'adsl' }));
    assert.equal(answer.value, 'green');
    const [loop] = answer.details['loops'] as { equivalentFeet: number; routeFeet: number }[];
    assert.deepEqual([loop?.equivalentFeet, loop?.routeFeet], [13_200, 16_000]);
    // HDSL2 bears 10,500 ft.
    assert.equal(
      unwrap(await ask('loop-qualification', { loop: 'L-1101', technology: 'hdsl2' })).value,
      'red',
    );
    const all = unwrap(await ask('loop-qualification', { addressId: 'A-1101' }));
    assert.equal(all.outcome, 'listed');
    // A defective pair qualifies for nothing.
    assert.deepEqual(said(await ask('loop-qualification', { addressId: 'A-1004', technology: 'adsl' })), [
      'no-record',
      null,
      'pre-order/no-loop',
    ]);
  });
});
