import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { findRate, ratesTable } from '../../accounts/rates.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import type { Decision } from '../../agreement/decision.ts';
import { loadAgreement } from '../../agreement/load.ts';
import { VEHICLES } from '../../agreement/precedence-terms.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import type { Receipt } from '../../base/receipt.ts';
import { unwrap } from '../../base/result.ts';
import { applicablePrice } from './applicable-price.ts';
import type { PricedFrom } from './applicable-price.ts';
import { inScope } from './in-scope.ts';
import { modifiesAgreement } from './modifies-agreement.ts';
import { purchaseVehicle } from './purchase-vehicle.ts';
import { reciprocalPrice } from './reciprocal-price.ts';
import { waivesPosition } from './waives-position.ts';

const DIR = 'agreements/missouri-2006';
const missouri = unwrap(loadAgreement(DIR, { vocabulary }));
/** Missouri with some words of its files changed. */
const changed = (...edits: readonly (readonly [file: string, from: string, to: string])[]): Agreement =>
  unwrap(
    loadAgreement(DIR, {
      vocabulary,
      files: (file) => {
        const mine = edits.filter(([name]) => file.endsWith(name));
        if (mine.length === 0) return undefined;
        return mine.reduce(
          (text, [, from, to]) => {
            assert.ok(text.includes(from), from);
            return text.replace(from, to);
          },
          readFileSync(file, 'utf8'),
        );
      },
    }),
  );

const decide = (decision: Decision, facts: object, agreement = missouri): Receipt =>
  unwrap(runDecision(decision, agreement, facts, { asOf: '2026-10-20' }));
const refused = (decision: Decision, facts: object, agreement = missouri): string[] => {
  const result = runDecision(decision, agreement, facts, { asOf: '2026-10-20' });
  assert.ok(!result.ok, 'It is answered and should be refused.');
  return result.problems.map(({ id }) => id);
};
const evidence = { who: 'Carrier relations', when: '2026-10-01', document: 'Letter of 1 October 2026' };
const elected = { election: 'expressly-ordered-from-tariff', evidence };

describe('purchase vehicle', () => {
  const vehicle = (facts: object, agreement = missouri): unknown =>
    decide(purchaseVehicle, facts, agreement).value;
  test('the agreement, unless the buyer expressly orders from the tariff', () => {
    assert.equal(vehicle({ service: 'loop-2w-xdsl' }), 'agreement');
    assert.equal(vehicle({ service: 'loop-2w-xdsl', election: 'none' }), 'agreement');
    assert.equal(vehicle({ service: 'loop-2w-xdsl', ...elected }), 'tariff');
    assert.equal(vehicle({ service: 'loop-2w-xdsl', incorporated: true }), 'agreement');
  });
  test('a tariff never applies by silence', () => {
    assert.equal(vehicle({ service: 'frame-relay' }), 'no-vehicle');
    assert.equal(vehicle({ service: 'frame-relay', incorporated: true }), 'tariff-incorporated-by-reference');
  });
  test('it cites the signed text', () => {
    const receipt = decide(purchaseVehicle, { service: 'frame-relay' });
    assert.match(receipt.clause, /^I /);
    assert.ok(receipt.steps.every(({ term }) => term?.provenance === 'seed'));
  });
  test('who elected, when and where stands in the receipt', () => {
    const [step] = decide(purchaseVehicle, { service: 'loop-ds1', ...elected }).steps;
    assert.match(step?.sentence ?? '', /Carrier relations, 2026-10-01, Letter of 1 October 2026/);
  });
  test('evidence with a part missing is refused with the part named', () => {
    const result = runDecision(
      purchaseVehicle,
      missouri,
      {
        service: 'loop-ds1',
        election: 'expressly-ordered-from-tariff',
        evidence: { who: 'x', when: '1 May' },
      },
      { asOf: '2026-10-20' },
    );
    assert.deepEqual(result.ok ? [] : result.problems.map(({ field }) => field).sort(), [
      'evidence.document',
      'evidence.when',
    ]);
  });
  test('an agreement that lets nobody elect, or ranks the tariff first, answers otherwise', () => {
    const term = '01-scope-and-intent.md';
    const noElection = changed([term, 'expressElection: true', 'expressElection: false']);
    assert.equal(vehicle({ service: 'loop-ds1', ...elected }, noElection), 'agreement');
    assert.equal(vehicle({ service: 'frame-relay-port', ...elected }, noElection), 'no-vehicle');
    const tariffFirst = changed([
      term,
      'agreementPrevailsOnConflict: true',
      'agreementPrevailsOnConflict: false',
    ]);
    assert.equal(vehicle({ service: 'loop-ds1' }, tariffFirst), 'agreement');
    assert.equal(
      vehicle({ service: 'loop-ds1', incorporated: true }, tariffFirst),
      'tariff-incorporated-by-reference',
    );
  });

  const services = fc.constantFrom('loop-ds1', 'frame-relay-port', 'directory-assistance', 'transit', 'x');
  const facts = fc.record(
    {
      service: services,
      election: fc.constantFrom('none', 'commercial-agreement'),
      evidence: fc.constant(evidence),
      incorporated: fc.boolean(),
      on: fc.constantFrom('2006-01-01', '2011-12-31', '2026-10-15', '2030-02-28'),
    },
    { requiredKeys: ['service'] },
  );
  test('whatever the facts, without an election the answer is never the tariff, nor the price one of its pages', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const answer = runDecision(purchaseVehicle, missouri, given, { asOf: '2026-10-20' });
        if (!answer.ok) return;
        assert.notEqual(answer.value.value, 'tariff');
        const { service: element, incorporated: _, ...rest } = given;
        const price = runDecision(
          applicablePrice,
          missouri,
          { element, direction: 'ilec-to-clec', ...rest },
          { asOf: '2026-10-20' },
        );
        if (!price.ok || element === 'directory-assistance') return;
        assert.doesNotMatch(price.value.clause, /Tariff/);
      }),
    );
  });
  test('an election alone, of anything on any day after it, makes the tariff the answer', () => {
    fc.assert(
      fc.property(services, (service) => {
        assert.equal(vehicle({ service, ...elected }), 'tariff');
      }),
    );
  });
});

describe('applicable price', () => {
  const price = (facts: object): unknown =>
    decide(applicablePrice, { direction: 'ilec-to-clec', ...facts }).value;
  test('every vehicle has its own price, or none', () => {
    const priced = Object.fromEntries(
      VEHICLES.map((vehicle) => {
        const facts = { element: 'loop-ds1', direction: 'ilec-to-clec', vehicle };
        const answer = runDecision(applicablePrice, missouri, facts, { asOf: '2026-10-20' });
        return [vehicle, answer.ok ? answer.value.value : answer.problems[0]?.id];
      }),
    );
    assert.deepEqual(priced, {
      agreement: '110.00',
      tariff: '152.50',
      'tariff-incorporated-by-reference': 'accounts/not-incorporated',
      'commercial-agreement': 'accounts/commercial-agreement',
      'no-vehicle': 'precedence/missing-price',
    });
  });
  test('the receipt says which page, and from when to when it holds', () => {
    const receipt = decide(applicablePrice, {
      element: 'loop-ds1',
      direction: 'ilec-to-clec',
      ...elected,
      on: '2026-10-15',
    });
    assert.deepEqual(receipt.details as PricedFrom, {
      vehicle: 'tariff',
      per: 'month',
      row: 'ds1-sheet-4-original',
      from: '2004-03-01',
      to: '2026-10-15',
    });
    assert.match(receipt.steps.at(-1)?.sentence ?? '', /sheet 4, original.*2004-03-01 to 2026-10-15/);
  });
  test('a page that ended is not followed by the price of the agreement', () => {
    const ended = changed(['general-exchange/rates.csv', '2026-10-16,,', '2026-10-16,2026-10-18,']);
    const facts = { element: 'loop-ds1', direction: 'ilec-to-clec', ...elected };
    assert.deepEqual(refused(applicablePrice, facts, ended), ['accounts/missing-tariff-rate']);
  });
  test('a band that the agreement does not price is named, with where to turn', () => {
    const result = runDecision(
      applicablePrice,
      missouri,
      { element: 'loop-2w-xdsl', zone: '9', direction: 'ilec-to-clec' },
      { asOf: '2026-10-20' },
    );
    const [problem] = result.ok ? [] : result.problems;
    assert.equal(problem?.id, 'precedence/missing-price');
    assert.match(
      `${problem?.sentence} ${problem?.cure}`,
      /loop-2w-xdsl.*not billed from the tariff.*bona fide/,
    );
    assert.equal(price({ element: 'loop-2w-xdsl', zone: '1' }), '18.00');
  });
  test('a price by zone needs the zone: the zones are named', () => {
    const facts = { element: 'loop-2w-xdsl', direction: 'ilec-to-clec' };
    const asked = runDecision(applicablePrice, missouri, facts, { asOf: '2026-10-20' });
    assert.deepEqual(asked.ok ? [] : asked.problems.map(({ id, cure }) => [id, cure]), [
      ['precedence/zone', 'Give the zone of the wire center: 1, 2, 3.'],
    ]);
    assert.deepEqual(refused(applicablePrice, { ...facts, element: '' }), ['decide/facts']);
  });
  test('the direction must be said', () => {
    assert.deepEqual(refused(applicablePrice, { element: 'loop-ds1' }), ['decide/facts']);
  });
});

describe('reciprocity', () => {
  test('no rate of one direction is found for the other', () => {
    const view = missouri.at('2026-10-20');
    for (const { value } of view.rows(ratesTable)) {
      if (value.direction !== 'ilec-to-clec') continue;
      const other = view
        .rows(ratesTable)
        .some((row) => row.value.element === value.element && row.value.direction !== 'ilec-to-clec');
      const found = findRate(view, {
        element: value.element,
        direction: 'clec-to-ilec',
        ...(value.zone === undefined ? {} : { zone: value.zone }),
      });
      assert.equal(found.ok, other, value.element);
    }
  });
  test('what the agreement says of reciprocal terms decides', () => {
    const duty = (to: string) => changed(['01-scope-and-intent.md', 'duty: negotiate', `duty: ${to}`]);
    assert.equal(decide(reciprocalPrice, { element: 'loop-ds1' }).value, 'to-negotiate');
    assert.equal(decide(reciprocalPrice, { element: 'loop-ds1' }, duty('reciprocal')).value, 'reciprocal');
    assert.equal(decide(reciprocalPrice, { element: 'loop-ds1' }, duty('none')).value, 'none');
  });
});

describe('scope', () => {
  test('where the incumbent operates is enough for an agreement that says so', () => {
    const wide = changed(['01-scope-and-intent.md', 'where: both-operate', 'where: incumbent-operates']);
    assert.equal(decide(inScope, { state: 'MO', exchange: 'Ava' }).value, false);
    assert.deepEqual(refused(inScope, { state: 'MO', wireCenter: 'zzz' }), ['scope/no-clli']);
    assert.equal(decide(inScope, { state: 'MO', exchange: 'Ava' }, wide).value, true);
    assert.equal(decide(inScope, { state: 'MO', exchange: 'Jefferson City' }, wide).value, false);
  });
  test('a protest changes the answer where acts waive', () => {
    const waives = changed(['01-scope-and-intent.md', 'waives: false', 'waives: true']);
    assert.equal(decide(waivesPosition, { act: 'payment' }).value, false);
    assert.equal(decide(waivesPosition, { act: 'payment' }, waives).value, true);
    assert.equal(decide(waivesPosition, { act: 'payment', underProtest: true }, waives).value, false);
  });
  test('silence modifies only where the agreement says so', () => {
    const silent = changed(['01-scope-and-intent.md', 'bySilence: false', 'bySilence: true']);
    const facts = { cause: 'tariff-change' };
    assert.equal(decide(modifiesAgreement, facts).value, false);
    assert.equal(decide(modifiesAgreement, facts, silent).value, true);
  });
  test('neither a page of the tariff nor the law changes a term or a row of the agreement', () => {
    const state = (agreement: Agreement, day: string): string =>
      JSON.stringify(
        [...agreement.timeline.keys()]
          .filter((key) => !key.startsWith('law.') && !key.startsWith('holidays#'))
          .map((key) => [key, agreement.timeline.find(key, day)?.value]),
      );
    assert.equal(state(missouri, '2026-10-16'), state(missouri, '2026-10-15'));
    const dearer = changed(['general-exchange/rates.csv', '$152.50', '$999.00']);
    assert.equal(state(dearer, '2026-10-16'), state(missouri, '2026-10-16'));
    const facts = { element: 'loop-ds1', direction: 'ilec-to-clec' };
    assert.equal(decide(applicablePrice, facts, dearer).value, '110.00');
  });
});
