import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runDecision } from '../../agreement/decision.ts';
import { unwrap } from '../../base/result.ts';
import { definitionDecision } from './definition.ts';
import { missouri, problemsOf, withRows } from './test-agreement.ts';
import type { Edit } from './test-agreement.ts';

const found = (edit?: Edit): string[] =>
  problemsOf(edit).map(
    ({ id, field, line }) => `${id} ${field} ${line === undefined ? 'nowhere' : 'placed'}`,
  );

/** The table with one text in place of another. */
const swap =
  (from: string, to: string): Edit =>
  (file, text) =>
    file === 'definitions.csv' ? text.replace(from, to) : text;

describe('check of the definitions', () => {
  test('the table as it stands is clean', () => assert.deepEqual(found(), []));
  test('a condition names what its subject does not have', () => {
    assert.deepEqual(found(swap("calling_area = 'eas'", "caling_area = 'eas'")), [
      'expr/type EAS10.when placed',
    ]);
  });
  test('a condition compares what cannot be compared', () => {
    assert.deepEqual(found(withRows(['odd', 'line', "kbps = 'fast'", 'yes'])), ['expr/type T0.when placed']);
  });
  test('nobody knows the subject', () => {
    assert.deepEqual(found(withRows(['odd', 'galaxy', 'true', 'yes'])), [
      'definitions/subject T0.subject placed',
    ]);
  });
  test('one word is said of two subjects', () => {
    assert.deepEqual(found(withRows(['affiliate', 'line', 'switched', 'yes'])), [
      'definitions/subject T0.subject placed',
    ]);
  });
  test('a definition that is used is missing, or about something else', () => {
    assert.deepEqual(found(withRows(['odd', 'call', "definition('toll').holds", 'yes'])), [
      'definitions/reference T0.when placed',
    ]);
    assert.deepEqual(found(withRows(['odd', 'line', "definition('local-traffic').holds", 'yes'])), [
      'definitions/reference T0.when placed',
    ]);
  });
  test('definitions that lead back to themselves are each named', () => {
    const circle = withRows(
      ['egg', 'call', "definition('hen').holds", 'yes'],
      ['hen', 'call', "definition('nest').holds", 'yes'],
      ['nest', 'call', "not definition('egg').holds", 'yes'],
    );
    assert.deepEqual(found(circle), [
      'definitions/cycle T0.when placed',
      'definitions/cycle T1.when placed',
      'definitions/cycle T2.when placed',
    ]);
    assert.match(problemsOf(circle)[0]?.sentence ?? '', /egg → hen → nest → egg/);
    assert.deepEqual(found(withRows(['self', 'call', "definition('self').holds", 'yes'])), [
      'definitions/cycle T0.when placed',
    ]);
  });
  test('a number is in no term, is none, or is of another form', () => {
    for (const number of [
      "number('definitions.affiliat', 'ownershipOver').percent",
      "number('definitions.affiliate', 'ownership').percent",
      "number('definitions.affiliate', 'ownershipOver').count",
      "number('definitions.ds1-equivalent', 'partial').count",
    ])
      assert.deepEqual(found(withRows(['odd', 'ownership', `owned_percent > ${number}`, 'yes'])), [
        'definitions/number T0.when placed',
      ]);
  });
  test('a look-up whose key is a fact cannot be checked', () => {
    assert.deepEqual(found(withRows(['odd', 'work', 'definition(kind).holds', 'yes'])), [
      'definitions/open-lookup T0.when placed',
    ]);
  });
  test('an article’s own meaning cites that article', () => {
    assert.deepEqual(found(swap('UTV10,unidentified-traffic,V', 'UTV10,unidentified-traffic,VI')), [
      'definitions/article UTV10.article placed',
    ]);
  });
});

describe('an agreement chooses', () => {
  const ask = (agreement: ReturnType<typeof missouri>, term: string, facts: object): unknown =>
    unwrap(runDecision(definitionDecision, agreement, { term, facts }, { asOf: '2026-11-22' })).value;
  test('what one building is, by a row and no code', () => {
    const agreement = missouri({
      edit: withRows(['building', 'structure', 'structures = 1 or (connected and one_entry_point)', 'yes']),
    });
    // A campus of three connected structures with one entry is one building under this row, with three entries it is not.
    const campus = { structures: 3, connected: true };
    assert.equal(ask(agreement, 'building', { ...campus, one_entry_point: true }), true);
    assert.equal(ask(agreement, 'building', { ...campus, one_entry_point: false }), false);
  });
  test('a number of its own that the definition compares with', () => {
    const rows = withRows([
      'building',
      'structure',
      "structures < number('definitions.number.building', 'count').count",
      'yes',
    ]);
    const block = (count: number): string =>
      `Fewer than ${count} structures are one building.\n\n\`\`\`terms\ndefinitions.number.building:\n  count: ${count}\n  provenance: assumed\n  source: a test\n\`\`\`\n`;
    const agreement = (count: number): ReturnType<typeof missouri> =>
      missouri({
        edit: (file, text) =>
          file === '02-definitions.md' ? `${text}\n## 2.99 Building\n\n${block(count)}` : rows(file, text),
      });
    assert.equal(ask(agreement(4), 'building', { structures: 3 }), true);
    assert.equal(ask(agreement(3), 'building', { structures: 3 }), false);
    assert.deepEqual(found(rows), ['definitions/number T0.when placed']);
  });
  test('another share of ownership: the definition moves with the term', () => {
    const law = missouri();
    const own = missouri({
      law: ['47 CFR 51'],
      edit: (file, text) =>
        file === '02-definitions.md'
          ? text.replace(
              'An affiliate of a company is one that the Act calls so.',
              'An affiliate is owned to more than 25 percent.\n\n```terms\ndefinitions.affiliate:\n  ownershipOver: 25 %\n  provenance: assumed\n  source: a test\n```',
            )
          : text,
    });
    assert.equal(ask(law, 'affiliate', { owned_percent: '20' }), true);
    assert.equal(ask(own, 'affiliate', { owned_percent: '20' }), false);
    assert.equal(ask(own, 'affiliate', { owned_percent: '25.5' }), true);
  });
  const ends = (reason: string): Edit => swap(`${reason},II §2.6,,,,`, `${reason},II §2.6,,,2026-10-31,`);
  test('a rule in force until a day decides calls of that day and no later', () => {
    const agreement = missouri({
      edit: ends('It lacks its calling party number or its jurisdiction information parameter'),
    });
    const call = (connect_date: string) => ({
      connect_date,
      calling_present: false,
      jip_present: false,
      ss7: true,
    });
    assert.equal(ask(agreement, 'unidentified-traffic', call('2026-10-31')), true);
    assert.equal(ask(agreement, 'unidentified-traffic', call('2026-11-01')), false);
  });
  test('a definition that ends while another uses it is missed from that day', () => {
    const reason = 'The two rate centres share a mandatory extended calling area,II §2.3,,,';
    assert.deepEqual(found(swap(`${reason},`, `${reason}2026-10-31,`)), [
      'definitions/reference LT40.when placed',
    ]);
  });
});
