import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { loadAgreement } from '../../agreement/load.ts';
import { migrations } from '../../app/database.ts';
import { kinds } from '../../app/kinds.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { unwrap } from '../../base/result.ts';
import type { OrderDocument } from '../../formats/order-forms/document.ts';
import { ordersDatabase } from '../take-order/test-orders.ts';
import { differences, expectedOf } from './compare.ts';
import { copied, countedUp } from './copies.ts';
import { playOrders } from './play.ts';
import type { PlayedStep } from './play.ts';
import { readPlayScript } from './script.ts';
import type { PlayScript } from './script.ts';
import { worded, wordsOf, wordsWithout } from './words.ts';
import type { Words } from './words.ts';

const FOLDER = 'examples/orders';
const FORMS = ['missouri-2006', 'sample-west'];
const carriers = parse(readFileSync(path.join(FOLDER, 'carriers.yaml'), 'utf8')) as Record<string, Words>;
const files = readdirSync(FOLDER).filter((name) => /^\d\d-.*\.yaml$/.test(name));
const scripts = new Map(files.map((file) => [file, unwrap(readPlayScript(path.join(FOLDER, file)))]));
const decisions = vocabulary.flatMap((room) => room.decisions);

async function played(script: PlayScript, form: string): Promise<PlayedStep[]> {
  const amendments = (script.amendments?.[form] ?? []).map((name) => path.join(FOLDER, name));
  const agreement = unwrap(loadAgreement(`agreements/${form}`, { vocabulary, amendments }));
  const db = await ordersDatabase(migrations, agreement);
  try {
    const words = wordsOf(script, carriers, form);
    return await playOrders({ db, agreement, kinds, decisions, words }, script);
  } finally {
    await db.close();
  }
}

describe('twelve stories of orders, each under two agreements', () => {
  test('there are twelve', () => assert.equal(files.length, 12));
  for (const form of FORMS)
    for (const [file, script] of scripts) {
      test(`${file} under ${form}`, async () => {
        const steps = await played(script, form);
        assert.deepEqual(
          steps.flatMap((step) => differences(step, form)),
          [],
        );
      });
    }
});

test('every date and every amount of the table in the docs is worked out in its story', () => {
  const rows = readFileSync('docs/orders.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| [') && line.includes('examples/orders/'));
  assert.equal(rows.length, scripts.size);
  for (const row of rows) {
    const [, story = '', ...cells] = row.split(' | ').join('|').split('|');
    const file = path.basename(/\(([^)]+)\)/.exec(story)?.[1] ?? '');
    const script = scripts.get(file);
    assert.ok(script, file);
    for (const [index, form] of FORMS.entries()) {
      const worked: string = JSON.stringify(script.steps.map(({ expect }) => expectedOf(expect, form)));
      const said: readonly string[] = cells[index]?.match(/\d{4}-\d\d-\d\d(T\d\d:\d\d)?|\$[\d.,]*\d/g) ?? [];
      assert.ok(said.length > 0, `${file} ${form}`);
      for (const each of said) assert.ok(worked.includes(each), `${file} under ${form}: ${each}`);
    }
  }
});

describe('what is otherwise than worked out is found', () => {
  const step = (expected: object, stand: object, problems: PlayedStep['problems'] = []): PlayedStep => ({
    step: { at: '', what: 'It', expect: { both: { because: 'By hand', ...expected } } },
    stand: stand as PlayedStep['stand'],
    problems,
    receipts: [],
  });
  const fields = (one: PlayedStep): string[] => differences(one, 'x').map(({ field }) => field);

  test('a value, a list, a clock', () => {
    const clocks = { foc: 'stopped', reject: 'stopped' };
    const stand = { state: 'confirmed', charges: ['a', 'b'], clocks };
    assert.deepEqual(fields(step({ state: 'confirmed', clocks: { foc: 'stopped' } }, stand)), []);
    assert.deepEqual(fields(step({ state: 'completed', charges: ['b', 'a'], total: '$1.00' }, stand)), [
      'state',
      'charges',
      'total',
    ]);
    assert.deepEqual(fields(step({ clocks: { foc: 'paused' } }, stand)), ['clocks']);
  });

  test('a refusal that nobody expected, and a step without an expectation', () => {
    const problem = { id: 'X', sentence: 'No.', cure: 'Yes.' };
    assert.deepEqual(fields(step({}, { refused: ['X'] }, [problem])), ['refused']);
    assert.deepEqual(fields(step({ refused: ['X'] }, { refused: ['X'] }, [problem])), []);
    const other = { ...step({}, {}), step: { at: '', what: 'It', expect: {} } };
    assert.deepEqual(fields(other), ['expect']);
  });
});

test('sections and circuits count up; words keep what they are', () => {
  const document = { LS: [{ LNUM: '00009', LNA: 'V', CFA: 'CLMAMOXA-C2-0109' }] } as OrderDocument;
  assert.deepEqual(copied(document, 'LS', 2, ['LNUM', 'CFA']).LS, [
    { LNUM: '00009', LNA: 'V', CFA: 'CLMAMOXA-C2-0109' },
    { LNUM: '00010', LNA: 'V', CFA: 'CLMAMOXA-C2-0110' },
  ]);
  assert.deepEqual(countedUp('60.LXFU.004799.CTM', 2), ['60.LXFU.004799.CTM', '60.LXFU.004800.CTM']);
  assert.deepEqual(worded({ a: ['<N>', 'C<N>-<M>'] }, { N: 2 }), { a: [2, 'C2-<M>'] });
});

test('no story uses a word that nothing stands for', () => {
  for (const [file, script] of scripts) {
    for (const form of FORMS)
      assert.deepEqual(wordsWithout(script, wordsOf(script, carriers, form)), [], `${file} under ${form}`);
  }
  const [script] = scripts.values();
  assert.ok(script && wordsWithout(script, {}).includes('CCNA'));
});

test('a story that is not there is a problem, not a crash', () => {
  const read = readPlayScript(path.join(FOLDER, 'nowhere.yaml'));
  assert.deepEqual(read.ok ? [] : read.problems.map(({ id }) => id), ['play/not-found']);
});
