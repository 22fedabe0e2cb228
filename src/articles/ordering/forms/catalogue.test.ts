import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { unwrap } from '../../../base/result.ts';
import { formatProblem } from '../../../base/problem.ts';
import { elements } from '../../elements/index.ts';
import { performance } from '../../performance/index.ts';
import { readEdits } from '../edit-catalogue.ts';
import { loadMissouri } from '../test-ground.ts';
import { analyseEdits } from './analyse-edits.ts';
import { BASES_FILE, readBases } from './bases.ts';
import { checkOrderDocument } from '../../../formats/order-forms/read.ts';
import { namesIn } from './expr-names.ts';
import { readFormEdits } from './shipped-edits.ts';
import { runChanged } from './vector-ground.ts';
import { tryVectors, uncleanBases, vectorsOf } from './vectors.ts';

const { forms, conditions, compiled, problems } = readFormEdits(['lsog', 'asog']);
const { bases, problems: wrong } = readBases();
const { vectors, problems: untried } = vectorsOf(forms, conditions, bases);
const run = runChanged(compiled, unwrap(loadMissouri([elements, performance])));
const none = (found: readonly Parameters<typeof formatProblem>[0][]): void =>
  assert.deepEqual(found.map(formatProblem), []);

describe('the edits over forms', () => {
  test('can all be read, with a number of their own', () => none([...problems, ...wrong]));
  test('are tried, each on a document that fails it and one that does not', () => {
    none([...untried, ...tryVectors(vectors, bases, run)]);
    for (const fires of [true, false])
      assert.equal(
        new Set(vectors.filter((one) => one.fires === fires).map(({ edit }) => edit)).size,
        compiled.edits.length,
      );
  });
  test('pass every base document as it stands', () => none(uncleanBases(bases, compiled, run, BASES_FILE)));
  test('never contradict themselves or each other, nor say one thing twice', () =>
    none(analyseEdits(forms, conditions)));
  test('have bases that are orders', () => {
    for (const [name, document] of bases) {
      const read = checkOrderDocument(document);
      assert.deepEqual(read.ok ? [] : read.problems.map(({ sentence }) => `${name}: ${sentence}`), []);
    }
  });
  test('have numbers of their own beside those over orders', () => {
    const orders = new Set(unwrap(readEdits('lsr')).map(({ id }) => id));
    assert.deepEqual(
      compiled.edits.filter(({ id }) => orders.has(id)),
      [],
    );
  });
});

describe('how many they are', () => {
  const fieldsOf = (edit: (typeof conditions)[number]): number =>
    new Set(namesIn(edit.when).map((name) => name.replace(/_(?:\d+|ok|repeated|on|n)$/, ''))).size;
  const across = conditions.filter((edit) => fieldsOf(edit) >= 2);
  const citing = across.filter(({ rules }) => rules.length > 0);

  test('250 or more', () => assert.ok(compiled.edits.length >= 250, `${compiled.edits.length}`));
  test('125 or more ask two or more fields and cite a published rule', () =>
    assert.ok(citing.length >= 125, `${citing.length}`));
  test('of usage and conditions, half or more ask two or more fields and cite a published rule', () => {
    // A row of the usage matrix asks the field, the request type and the activity.
    const usage = forms.usage.filter(
      ({ edit, reqtyps, acts }) => edit !== '' && !(reqtyps.includes('*') && acts.includes('*')),
    );
    const share = citing.length + usage.filter(({ rules }) => rules.length > 0).length;
    const all = conditions.length + forms.usage.filter(({ edit }) => edit !== '').length;
    assert.ok(share * 2 >= all, `${share} of ${all}`);
  });
});
