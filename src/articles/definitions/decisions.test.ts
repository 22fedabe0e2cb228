import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { runDecision } from '../../agreement/decision.ts';
import type { Decision } from '../../agreement/decision.ts';
import type { Receipt } from '../../base/receipt.ts';
import { unwrap } from '../../base/result.ts';
import { businessLines } from './business-lines.ts';
import { definitionDecision } from './definition.ts';
import { ds1Equivalents } from './ds1-equivalents.ts';
import { fiberBasedCollocators } from './fiber-based-collocators.ts';
import { meaning } from './meaning.ts';
import { missouri } from './test-agreement.ts';
import type { Edit } from './test-agreement.ts';
import { wireCenterTier } from './wire-center-tier.ts';

const agreement = missouri();
const when = { asOf: '2026-11-22' };
const receipt = (decision: Decision, facts: object, of = agreement): Receipt =>
  unwrap(runDecision(decision, of, facts, when));
const problems = (decision: Decision, facts: object): [string, string | undefined][] => {
  const answer = runDecision(decision, agreement, facts, when);
  return answer.ok ? [] : answer.problems.map(({ id, field }) => [id, field]);
};

describe('the receipt of a definition', () => {
  const call = {
    origin_rate_centre: 'COLUMBIA',
    origin_state: 'MO',
    terminating_rate_centre: 'ASHLAND',
    terminating_state: 'MO',
    calling_area: 'eas',
  };
  test('holds each rule tried, and the definition that it used as a step of its own', () => {
    const { steps, details } = receipt(definitionDecision, { term: 'local-traffic', facts: call });
    assert.deepEqual(
      steps.map(({ id, out }) => [id, out]),
      [
        ['LT10', false],
        ['LT15', false],
        ['LT20', false],
        ['LT30', false],
        ['LT40', true],
      ],
    );
    assert.deepEqual(
      steps.at(-1)?.steps?.map(({ id, out }) => [id, out]),
      [['mandatory-eas', true]],
    );
    assert.equal((details as { rule: string }).rule, 'LT40');
  });
  test('cites the law whose number decided', () => {
    const { steps } = receipt(definitionDecision, { term: 'affiliate', facts: { owned_percent: '12' } });
    const number = steps.at(-1)?.steps?.[0];
    assert.equal(number?.clause, '47 USC 153 §2');
    assert.deepEqual(number?.term, {
      key: 'definitions.affiliate',
      value: { ownershipOver: '10 %' },
      provenance: 'rule',
    });
  });
  test('everything wrong with the facts comes at once', () => {
    assert.deepEqual(
      problems(definitionDecision, {
        term: 'local-traffic',
        facts: { ...call, origin_state: 5, calling_aria: 'eas', called_isp: 'no', dialing: 'pulse' },
      }),
      [
        ['definitions/unknown-fact', 'facts.calling_aria'],
        ['definitions/fact-type', 'facts.origin_state'],
        ['definitions/fact-type', 'facts.called_isp'],
        ['definitions/fact-type', 'facts.dialing'],
      ],
    );
    assert.deepEqual(problems(definitionDecision, { term: 'local-traffic', facts: {} }), [
      ['definitions/missing-fact', 'facts.origin_rate_centre'],
      ['definitions/missing-fact', 'facts.origin_state'],
      ['definitions/missing-fact', 'facts.terminating_rate_centre'],
      ['definitions/missing-fact', 'facts.terminating_state'],
    ]);
  });
  test('a needed fact of a definition that another uses is asked for, and one of a third is not', () => {
    // combined-switch names no fact itself; the two that it uses name one each. The owner is not asked for.
    assert.deepEqual(problems(definitionDecision, { term: 'combined-switch', facts: {} }), [
      ['definitions/missing-fact', 'facts.serves_end_users'],
      ['definitions/missing-fact', 'facts.connects_trunks'],
    ]);
  });
  test('a name that every object has is no fact', () => {
    assert.deepEqual(
      problems(definitionDecision, { term: 'ocn', facts: { text: 'AB12', constructor: 'x' } }),
      [['definitions/unknown-fact', 'facts.constructor']],
    );
    assert.deepEqual(problems(definitionDecision, { term: 'constructor', facts: {} }), [
      ['definitions/unknown-term', 'term'],
    ]);
  });
});

describe('quantities', () => {
  test('business lines of two lists are those of both together', () => {
    const line = fc.record({
      owner: fc.constantFrom('incumbent', 'other'),
      customer: fc.constantFrom('business', 'residence'),
      served_by: fc.constantFrom('incumbent', 'competitor'),
      switched: fc.boolean(),
      kbps: fc.option(fc.integer({ min: 0, max: 50_000 })),
      quantity: fc.integer({ min: 0, max: 99 }),
    });
    const count = (lines: readonly object[]): number => Number(receipt(businessLines, { lines }).value);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), fc.array(line, { maxLength: 6 }), (a, b) => {
        assert.equal(count([...a, ...b]), count(a) + count(b));
      }),
      { numRuns: 50 },
    );
  });
  test('problems name their line', () => {
    assert.deepEqual(
      problems(businessLines, {
        lines: [{ owner: 'incumbent', customer: 'business', served_by: 'incumbent', switched: 'yes' }],
      }),
      [['definitions/fact-type', 'lines.0.switched']],
    );
  });
  test('a number that cannot be counted exactly is refused', () => {
    const line = { owner: 'incumbent', customer: 'business', served_by: 'incumbent', switched: true };
    const ids = (quantity: number, times: number) =>
      problems(businessLines, {
        lines: Array.from({ length: times }, () => ({ ...line, quantity })),
      })[0]?.[0];
    assert.equal(ids(1e20, 1), 'decide/facts');
    assert.equal(ids(Number.MAX_SAFE_INTEGER, 1), undefined);
    assert.equal(ids(Number.MAX_SAFE_INTEGER, 2), 'definitions/too-many');
  });
  test('a DS1 more by channels or by traffic is one more, and a part never counts', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(100_000), (ds0, busyHourCcs) => {
        const channels = Number(receipt(ds1Equivalents, { ds0 }).value);
        assert.ok(channels * 24 <= ds0 && (channels + 1) * 24 > ds0);
        const traffic = Number(receipt(ds1Equivalents, { busyHourCcs }).value);
        assert.ok(traffic * 512 <= busyHourCcs && (traffic + 1) * 512 > busyHourCcs);
        assert.equal(receipt(ds1Equivalents, { ds0, busyHourCcs }).value, Math.max(channels, traffic));
      }),
      { numRuns: 50 },
    );
  });
  test('affiliates never raise the count of collocators, nor does the order of the list matter', () => {
    const names = ['a', 'b', 'c', 'd'];
    const collocator = (name: string, active_power: boolean) => ({
      name,
      active_power,
      affiliated_with_incumbent: false,
      facility: 'fiber-optic-cable',
      leaves_wire_center: true,
      facility_owner: 'other',
    });
    const name = fc.constantFrom(...names);
    const owned = fc.record({
      between: fc.tuple(name, name),
      owned_percent: fc.constantFrom('0', '10', '10.5', '100'),
    });
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
        fc.array(owned, { maxLength: 5 }),
        (power, ownership) => {
          const collocators = names.map((each, index) => collocator(each, power[index] === true));
          const count = (facts: object): number =>
            Number(receipt(fiberBasedCollocators, { wireCenter: 'COLMMO01', ...facts }).value);
          const powered = power.filter(Boolean).length;
          const counted = count({ collocators, ownership });
          assert.equal(count({ collocators }), powered);
          assert.ok(counted <= powered && (powered === 0) === (counted === 0));
          assert.equal(count({ collocators: collocators.toReversed(), ownership }), counted);
        },
      ),
      { numRuns: 50 },
    );
  });
  test('more lines or collocators never lower the tier', () => {
    const tier = (businessLinesCount: number, fiberBasedCollocators: number): number =>
      Number(
        String(
          receipt(wireCenterTier, { businessLines: businessLinesCount, fiberBasedCollocators }).value,
        ).at(-1),
      );
    fc.assert(
      fc.property(fc.nat(50_000), fc.nat(6), fc.nat(5000), fc.nat(2), (lines, collocators, more, others) => {
        assert.ok(tier(lines + more, collocators + others) <= tier(lines, collocators));
      }),
      { numRuns: 100 },
    );
  });
});

describe('whose meaning governs', () => {
  const ranks =
    (order: string): Edit =>
    (file, text) =>
      file === '02-definitions.md'
        ? text.replace('[article, definitions, in-passing, industry]', `[${order}]`)
        : text;
  const asked = { word: 'Unidentified Traffic', article: 'V' };
  test('the agreement’s own order decides', () => {
    assert.equal(receipt(meaning, asked).value, 'V §7.6');
    const other = missouri({ edit: ranks('definitions, article') });
    assert.equal(receipt(meaning, asked, other).value, 'II §2.6');
  });
  test('without the industry in it, a word that nobody defines is a problem', () => {
    const closed = missouri({ edit: ranks('article, definitions') });
    const answer = runDecision(meaning, closed, { word: 'dialtone', article: 'V' }, when);
    assert.deepEqual(!answer.ok && answer.problems.map(({ id, clause }) => [id, clause]), [
      ['definitions/undefined-word', 'II §2.1'],
    ]);
  });
});
