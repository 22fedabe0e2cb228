import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { unwrap } from '../../base/result.ts';
import { runClocks } from '../../cases/clocks.ts';
import { stateAfter } from '../../cases/event-problems.ts';
import { CLOCK_EXPIRED } from '../../cases/kind.ts';
import type { CaseKind, NewEvent } from '../../cases/kind.ts';
import { loopConditioningKind } from './conditioning/conditioning-case.ts';
import { interferenceKind } from './interference/interference-case.ts';
import { loopQualificationKind } from './makeup/loop-qualification-case.ts';
import { copperRetirementKind } from './retirement/retirement-case.ts';
import { spectrumMaskKind } from './spectrum/spectrum-mask-case.ts';
import { BAD_READINGS, GOOD_READINGS, ILEC, event, idsOf, loop, missouri, play } from './test-ground.ts';
import { cooperativeTestKind } from './testing/cooperative-test-case.ts';
import { stationTransferKind } from './transfer/station-transfer-case.ts';

const agreement = missouri();
const state = (kind: CaseKind, ...events: readonly NewEvent[]): string =>
  stateAfter(kind, unwrap(play(agreement, kind, events)));
const refusals = (kind: CaseKind, ...events: readonly NewEvent[]): string[] =>
  idsOf(play(agreement, kind, events));
const due = (kind: CaseKind, ...events: readonly NewEvent[]): Record<string, string | undefined> =>
  Object.fromEntries(
    runClocks(agreement, kind, unwrap(play(agreement, kind, events))).map(({ name, dueAt }) => [name, dueAt]),
  );
const loaded = loop({ loadCoils: [{ feetFromOffice: 3000 }, { feetFromOffice: 6000 }] });

describe('a make-up by hand', () => {
  const asked = event('asked', '2026-03-02', { wireCenter: 'CLMAMOXA', loop: 'L1', because: 'no-record' });
  const answered = event('answered', '2026-03-04', { makeup: loop() }, ILEC);
  const contradicted = event('contradicted', '2026-03-09', { test: { loadCoils: 2 } });

  test('is answered in 3 business days, which are no time of an order', () => {
    // Monday 2 March: 3, 4, 5 March.
    assert.deepEqual(due(loopQualificationKind, asked), { answer: '2026-03-05' });
    assert.deepEqual(
      runClocks(agreement, loopQualificationKind, unwrap(play(agreement, loopQualificationKind, [asked])))[0]
        ?.clock,
      'loop-makeup-manual',
    );
    assert.equal(state(loopQualificationKind, asked, answered, event('closed', '2026-03-05')), 'closed');
  });

  test('a test that says otherwise has the record looked into; one that agrees contradicts nothing', () => {
    // Monday 9 March and 5 business days: Monday 16 March.
    assert.equal(due(loopQualificationKind, asked, answered, contradicted)['correction'], '2026-03-16');
    const corrected = event('corrected', '2026-03-12', { makeup: loaded }, ILEC);
    const again = event('contradicted', '2026-03-13', { test: { loadCoils: 2 } });
    assert.equal(state(loopQualificationKind, asked, answered, contradicted, corrected), 'answered');
    assert.deepEqual(refusals(loopQualificationKind, asked, answered, contradicted, corrected, again), [
      'dsl/no-contradiction',
    ]);
  });

  test('names a loop or an address, and is answered by the incumbent', () => {
    const nothing = event('asked', '2026-03-02', { wireCenter: 'CLMAMOXA', because: 'no-record' });
    assert.deepEqual(refusals(loopQualificationKind, nothing), ['dsl/which-loop']);
    assert.deepEqual(refusals(loopQualificationKind, asked, { ...answered, actor: 'socket' }), [
      'case/not-yours',
    ]);
    assert.deepEqual(loopQualificationKind.customer, ['address']);
  });
});

describe('conditioning', () => {
  const asked = event('asked', '2026-03-02', {
    makeup: loaded,
    wanted: { loadCoils: [1, 2] },
    sharedVoice: true,
  });
  const quoted = event('quoted', '2026-03-03', { amount: '150.00' }, ILEC);
  const approved = event('approved', '2026-03-04', {
    amount: '150.00',
    product: 'loop-2w-xdsl',
    quantity: 1,
  });
  const engineered = event('engineered', '2026-03-06', {}, ILEC);
  const conditioned = event('conditioned', '2026-03-16', { takenOff: { loadCoils: [1, 2] } }, ILEC);
  const tested = (readings: object[], on = '2026-03-17') => event('tested', on, { readings });
  const work = [asked, quoted, approved, engineered];

  test('from the wish to the loop that passes, with its clocks', () => {
    const all = [...work, conditioned, tested(GOOD_READINGS), event('accepted', '2026-03-18')];
    assert.equal(state(loopConditioningKind, ...all), 'accepted');
    // Quote: 3 to 9 March. Approval: 3 March and 30 days. Work: 10 business days of the table from 5 March to 18 March.
    assert.deepEqual(due(loopConditioningKind, ...all), {
      quote: '2026-03-09',
      approval: '2026-04-02',
      work: '2026-03-18',
    });
  });

  test('is the choice of the competitor, of what is there, and of something', () => {
    assert.deepEqual(refusals(loopConditioningKind, { ...asked, actor: ILEC }), ['dsl/not-chosen']);
    const empty = event('asked', '2026-03-02', { makeup: loaded, wanted: {} });
    assert.deepEqual(refusals(loopConditioningKind, empty), ['dsl/nothing-wanted']);
    const third = event('asked', '2026-03-02', { makeup: loaded, wanted: { loadCoils: [3] } });
    assert.deepEqual(refusals(loopConditioningKind, third), ['dsl/no-such-part']);
    const more = event('conditioned', '2026-03-16', { takenOff: { loadCoils: [1], bridgedTaps: [1] } }, ILEC);
    assert.deepEqual(refusals(loopConditioningKind, ...work, more), ['dsl/not-wanted']);
  });

  test('costs the price of the list; special construction has the price of its quote', () => {
    const dear = event('quoted', '2026-03-03', { amount: '900.00' }, ILEC);
    assert.deepEqual(refusals(loopConditioningKind, asked, dear), ['dsl/quote']);
    assert.deepEqual(
      refusals(
        loopConditioningKind,
        asked,
        quoted,
        event('approved', '2026-03-04', { ...approved.body, amount: '1' }),
      ),
      ['dsl/approval'],
    );
    const long = loop({ segments: [{ gauge: 22, feet: 20_000 }], loadCoils: [{ feetFromOffice: 3000 }] });
    const special = event('asked', '2026-03-02', { makeup: long, wanted: { loadCoils: [1] } });
    assert.deepEqual(refusals(loopConditioningKind, special, dear), []);
  });

  test('a quote is void after 30 days', () => {
    const late = (on: string) => event('approved', on, approved.body);
    assert.deepEqual(refusals(loopConditioningKind, asked, quoted, late('2026-04-02')), []);
    assert.deepEqual(refusals(loopConditioningKind, asked, quoted, late('2026-04-03')), ['case/too-late']);
  });

  test('that breaks a shared voice line restores it within 24 hours, and is not accepted before', () => {
    const broken = event('voice-broken', '2026-03-16', { since: '2026-03-16' });
    const done = [...work, conditioned, broken, tested(GOOD_READINGS)];
    // Noon of Missouri, which is on daylight time since 8 March.
    assert.equal(due(loopConditioningKind, ...done)['voice'], '2026-03-17T12:00:00-05:00');
    assert.deepEqual(refusals(loopConditioningKind, ...done, event('accepted', '2026-03-18')), [
      'dsl/voice-out',
    ]);
    const twice = event('voice-broken', '2026-03-18', { since: '2026-03-18' });
    assert.deepEqual(refusals(loopConditioningKind, ...done, twice), ['dsl/no-voice']);
    const restored = event('voice-restored', '2026-03-17', {}, ILEC);
    assert.equal(state(loopConditioningKind, ...done, restored, event('accepted', '2026-03-18')), 'accepted');
    const alone = { ...asked, body: { makeup: loaded, wanted: { loadCoils: [1, 2] } } };
    assert.deepEqual(refusals(loopConditioningKind, alone, ...done.slice(1)), ['dsl/no-voice']);
  });

  test('that the test does not bear out is not accepted, and goes on', () => {
    const found = [...work, conditioned, tested(BAD_READINGS)];
    assert.deepEqual(refusals(loopConditioningKind, ...found, event('accepted', '2026-03-18')), [
      'dsl/test-failed',
    ]);
    assert.equal(
      state(loopConditioningKind, ...found, event('failed', '2026-03-18', { because: 'A coil is left' })),
      'engineered',
    );
  });
});

describe('a swap of pairs', () => {
  const proposed = event('proposed', '2026-03-02', { makeup: { ...loaded, sparePairs: 2 } }, ILEC);
  const swapped = event('swapped', '2026-03-05', { pair: '12/119' }, ILEC);
  const settled = (body: object) => event('settled', '2026-03-06', { ...body });

  test('is the incumbent’s to propose, where the loop lets it, within 5 business days', () => {
    assert.deepEqual(due(stationTransferKind, proposed), { swap: '2026-03-09' });
    assert.deepEqual(refusals(stationTransferKind, { ...proposed, actor: 'socket' }), ['dsl/not-yours']);
    assert.deepEqual(
      refusals(stationTransferKind, event('proposed', '2026-03-02', { makeup: loop() }, ILEC)),
      ['dsl/no-transfer'],
    );
  });

  test('that did not help for a fault of the network is not billed', () => {
    const free = settled({ helped: false, fault: 'network', amount: '0.00' });
    assert.equal(state(stationTransferKind, proposed, swapped, free), 'settled');
    const billed = settled({ helped: false, fault: 'network', amount: '72.50' });
    assert.deepEqual(refusals(stationTransferKind, proposed, swapped, billed), ['dsl/transfer-amount']);
    assert.deepEqual(
      refusals(stationTransferKind, proposed, swapped, settled({ helped: false, amount: '0' })),
      ['dsl/no-fault'],
    );
  });
});

describe('a test by both carriers', () => {
  const requested = event('requested', '2026-03-02', { circuit: 'LX/1', product: 'loop-2w-xdsl' });
  const scheduled = event('scheduled', '2026-03-03', { at: '2026-03-05T15:00:00Z' }, ILEC);
  const read = (name: string, readings: object[]) => event(name, '2026-03-05', { readings, minutes: 46 });

  test('a loop is what its readings make it', () => {
    assert.deepEqual(due(cooperativeTestKind, requested), { schedule: '2026-03-05' });
    assert.deepEqual(refusals(cooperativeTestKind, requested, scheduled, read('passed', BAD_READINGS)), [
      'dsl/not-as-read',
    ]);
    assert.deepEqual(refusals(cooperativeTestKind, requested, scheduled, read('failed', GOOD_READINGS)), [
      'dsl/not-as-read',
    ]);
    assert.equal(state(cooperativeTestKind, requested, scheduled, read('passed', GOOD_READINGS)), 'accepted');
  });

  test('that fails is repaired in a business day, and its time is free', () => {
    const failed = [requested, scheduled, read('failed', BAD_READINGS)];
    assert.equal(due(cooperativeTestKind, ...failed)['repair'], '2026-03-06');
    const view = (...events: NewEvent[]) =>
      cooperativeTestKind.view?.(agreement, unwrap(play(agreement, cooperativeTestKind, events)));
    assert.deepEqual(view(...failed), { charge: '0.00' });
    // 46 minutes: 16 beyond the free ones, two quarters of $84.00.
    assert.deepEqual(view(requested, scheduled, read('passed', GOOD_READINGS)), { charge: '42.00' });
    const again = event('repaired', '2026-03-06', { at: '2026-03-09T15:00:00Z' }, ILEC);
    assert.equal(state(cooperativeTestKind, ...failed, again), 'scheduled');
  });
});

describe('interference', () => {
  const body = {
    circuit: 'LX/1',
    degradation: 'Rate halved',
    suspectedClass: 'ami-t1',
    measurement: 'SNR 1 March',
  };
  const complained = event('complained', '2026-03-02', body);
  const answered = (cause: string) =>
    event('answered', '2026-03-06', { cause, finding: 'A repeatered span in the group' }, ILEC);

  test('a complaint says all that is needed to look for the cause', () => {
    assert.deepEqual(refusals(interferenceKind, event('complained', '2026-03-02')), [
      'dsl/complaint',
      'dsl/complaint',
      'dsl/complaint',
      'dsl/complaint',
    ]);
    assert.deepEqual(
      refusals(interferenceKind, event('complained', '2026-03-02', { ...body, suspectedClass: 'sm77' })),
      ['dsl/unknown-class'],
    );
    assert.deepEqual(due(interferenceKind, complained), { answer: '2026-03-09' });
  });

  test('a known disturber moves; nothing else has to', () => {
    const demanded = event('move-demanded', '2026-03-09');
    // Monday 9 March and 20 business days, without a holiday between: Monday 6 April.
    assert.equal(
      due(interferenceKind, complained, answered('known-disturber'), demanded)['move'],
      '2026-04-06',
    );
    for (const cause of ['other-service', 'customer-equipment', 'none-found'])
      assert.deepEqual(refusals(interferenceKind, complained, answered(cause), demanded), [
        'dsl/no-known-disturber',
      ]);
    assert.equal(
      state(interferenceKind, complained, answered('customer-equipment'), event('resolved', '2026-03-10')),
      'resolved',
    );
  });

  test('goes to the commission after the answer, or after its time', () => {
    const petitioned = event('petitioned', '2026-03-11', { docket: 'TC-1' });
    const out = event(CLOCK_EXPIRED, '2026-03-10', { clock: 'answer', run: 1 }, 'meetpoint');
    assert.deepEqual(refusals(interferenceKind, complained, petitioned), ['dsl/answer-runs']);
    assert.equal(state(interferenceKind, complained, out, petitioned), 'before-commission');
    assert.equal(
      state(interferenceKind, complained, answered('other-service'), petitioned),
      'before-commission',
    );
  });
});

describe('the end of copper', () => {
  const body = {
    overbuild: true,
    contents: ['what-ends', 'where', 'planned-day', 'effects', 'replacement', 'contact'],
    sentTo: ['interconnecting-carriers', 'commission', 'fcc'],
    wireCenter: 'CLMAMOXA',
    terminals: ['T-118'],
    circuits: ['LX/1'],
    plannedOn: '2026-06-01',
  };
  const noticed = (more: object = {}) => event('noticed', '2026-03-02', { ...body, ...more }, ILEC);
  const retired = (on: string) => event('retired', on, {}, ILEC);

  test('an overbuild without a whole notice is refused with all that it lacks', () => {
    assert.deepEqual(
      refusals(copperRetirementKind, noticed({ contents: ['where'], sentTo: ['fcc'] })),
      Array.from({ length: 7 }, () => 'dsl/retirement-notice'),
    );
    assert.deepEqual(refusals(copperRetirementKind, { ...noticed(), actor: 'socket' }), ['dsl/not-yours']);
  });

  test('the copper stays for 90 days, and until the day of the notice', () => {
    // 2 March and 90 days: 29 of March, 30 of April, 31 of May.
    assert.equal(due(copperRetirementKind, noticed())['notice'], '2026-05-31');
    const soon = noticed({ plannedOn: '2026-04-01' });
    assert.deepEqual(refusals(copperRetirementKind, soon, retired('2026-05-30')), ['case/too-early']);
    assert.deepEqual(refusals(copperRetirementKind, soon, retired('2026-05-31')), []);
    assert.deepEqual(refusals(copperRetirementKind, noticed(), retired('2026-05-31')), [
      'dsl/before-planned-day',
    ]);
    assert.equal(state(copperRetirementKind, noticed(), retired('2026-06-01')), 'retired');
  });

  test('is contested within 9 business days; the copper stays meanwhile', () => {
    const contested = (on: string) => event('contested', on, { docket: 'TO-1' });
    // Monday 2 March: the ninth business day after it is Friday 13 March.
    assert.equal(due(copperRetirementKind, noticed())['contest'], '2026-03-13');
    assert.deepEqual(refusals(copperRetirementKind, noticed(), contested('2026-03-16')), ['case/too-late']);
    assert.deepEqual(
      refusals(copperRetirementKind, noticed(), contested('2026-03-13'), retired('2026-06-01')),
      ['case/not-allowed'],
    );
    assert.equal(
      state(
        copperRetirementKind,
        noticed(),
        contested('2026-03-13'),
        event('upheld', '2026-06-10'),
        retired('2026-06-11'),
      ),
      'retired',
    );
  });
});

describe('the mask of a circuit', () => {
  const stated = event('stated', '2026-03-02', { circuit: 'LX/1', spectrumClass: 'sm5' });

  test('is stated with the order and on change, by the carrier whose circuit it is', () => {
    const changed = event('changed', '2026-05-04', { spectrumClass: 'sm9' });
    const assigned = event('assigned', '2026-03-03', { binder: 'CLMAMOXA/12/3' }, ILEC);
    assert.deepEqual(refusals(spectrumMaskKind, stated, assigned, changed), []);
    const events = unwrap(play(agreement, spectrumMaskKind, [stated, assigned, changed]));
    assert.deepEqual(spectrumMaskKind.summary?.(events), {
      circuit: 'LX/1',
      spectrumClass: 'sm9',
      binder: 'CLMAMOXA/12/3',
    });
    assert.deepEqual(refusals(spectrumMaskKind, stated, { ...changed, actor: ILEC }), ['case/not-yours']);
    assert.deepEqual(refusals(spectrumMaskKind, stated, { ...assigned, actor: 'socket' }), [
      'case/not-yours',
    ]);
  });

  test('bars no class that there is, and takes none that there is not', () => {
    for (const spectrumClass of ['sm1', 'sm9', 'ami-t1', 'unclassed'])
      assert.deepEqual(
        refusals(spectrumMaskKind, event('stated', '2026-03-02', { circuit: 'X', spectrumClass })),
        [],
      );
    assert.deepEqual(
      refusals(spectrumMaskKind, event('stated', '2026-03-02', { circuit: 'X', spectrumClass: 'fast' })),
      ['dsl/unknown-class'],
    );
  });
});
