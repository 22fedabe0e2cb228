import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runDecision } from '../../../agreement/decision.ts';
import { unwrap } from '../../../base/result.ts';
import { elementAvailable, elements } from '../../elements/index.ts';
import { performance } from '../../performance/index.ts';
import { loadMissouri } from '../test-ground.ts';
import { readBases } from './bases.ts';
import { applyChanges } from './changes.ts';
import { lsrEdits } from './lsr-edits.ts';
import { localTime, orderOfForms } from './order-of-forms.ts';
import { numbersIn } from './ported-numbers.ts';

const agreement = unwrap(loadMissouri([elements, performance]));
const { bases } = readBases();
const RECEIVED = '2026-11-02T09:00:00-06:00';

function documentOf(base: string, changes: string) {
  const document = bases.get(base);
  assert.ok(document, base);
  const { changed, wrong } = applyChanges(document, changes);
  assert.deepEqual(wrong, []);
  return changed.document;
}

const orderOf = (base: string, changes = '') =>
  orderOfForms(agreement, documentOf(base, changes), { channel: 'electronic', receivedAt: RECEIVED });

describe('what an order says, from its forms', () => {
  const products: [string, string, string][] = [
    ['loop-new', '', 'loop-2w-analog'],
    ['loop-new', 'LSR.NC=LXR-; LSR.NCI=02QB9.00A; LSR.SECNCI=02DU9.00A', 'loop-2w-xdsl'],
    ['loop-ds1', '', 'loop-ds1'],
    ['loop-with-port', '', 'loop-2w-analog'],
    ['port', '', 'number-port'],
    ['resale-new', '', 'resale-business'],
    ['resale-new', 'LSR.TOS=2---', 'resale-residence'],
    ['asr-eel', '', 'eel-ds1'],
    ['asr-transport', '', 'transport-ds1'],
    ['asr-dark-fiber', '', 'dark-fiber-transport'],
    ['asr-trunks', '', 'local-trunk-ds1'],
    ['loop-new', '-LSR.NC', ''],
    ['loop-new', 'LSR.NC=ZZZZ', ''],
  ];
  for (const [base, changes, product] of products)
    test(`${base} ${changes}: ${product || 'no product'}`, () =>
      assert.equal(orderOf(base, changes).order.product, product));

  test('lines, dates, place, account, facility', () => {
    const { kind, order } = orderOf('loop-new', '+LS[1]; LS[2].LNUM=00002');
    assert.equal(kind, 'lsr');
    const { quantity, desiredDueDate, wireCenter, address, endUser, accountStatus, cfa } = order;
    assert.deepEqual(
      { quantity, desiredDueDate, wireCenter, address, endUser, accountStatus, cfa },
      {
        quantity: 2,
        desiredDueDate: '2026-11-16',
        wireCenter: 'CLMAMOXA',
        address: '1 WALNUT ST, COLUMBIA, MO 65201',
        endUser: 'AHRENS BAKERY',
        accountStatus: 'new',
        cfa: 'CLMAMOXA-C1-0001',
      },
    );
  });

  test('a port counts its numbers, ranges written out', () => {
    const { order } = orderOf('port', 'NP.PORTEDNBR=573-777-0100-0102');
    assert.equal(order.quantity, 3);
    assert.deepEqual(order.numbers, ['5737770100', '5737770101', '5737770102']);
    assert.deepEqual(numbersIn('573-777-0102-0100'), []);
    assert.deepEqual(numbersIn('soon'), []);
  });

  test('an access order names the building at the other end, not the end user', () => {
    assert.equal((orderOf('asr-transport').order as { farWireCenter?: string }).farWireCenter, 'WNVLMOXA');
    assert.equal('farWireCenter' in orderOf('asr-eel').order, false);
  });

  test('what cannot be told is left empty', () => {
    const { order } = orderOf('loop-new', 'LSR.DDD=SOON; -LS; -EU; -LSR.AN');
    const { desiredDueDate, quantity, endUser, address, accountStatus } = order;
    assert.deepEqual([desiredDueDate, quantity, endUser, address, accountStatus], ['', 0, '', '', '']);
  });
});

describe('lsr-edits', () => {
  const asked = lsrEdits({ availability: elementAvailable });
  const decide = (base: string, changes: string, more: object = {}) => {
    const facts = { forms: documentOf(base, changes), receivedAt: RECEIVED, ...more };
    const { value, details } = unwrap(runDecision(asked, agreement, facts, { asOf: '2026-11-02' }));
    const { edits } = details as {
      edits: { id: string; section?: number; severity: string; clause: string }[];
    };
    return { value, ids: edits.map(({ id }) => id), edits };
  };

  test('a clean order, and one with a fault: every edit with its form, section, severity and clause', () => {
    assert.deepEqual(decide('loop-with-port', '').value, 'clean');
    const { value, edits } = decide('loop-with-port', '+LSNP[1]; LSNP[2].LNUM=1A');
    assert.equal(value, 'errors');
    const found = edits.find(({ id }) => id === 'LSR-3004');
    assert.deepEqual([found?.section, found?.severity, found?.clause], [2, 'non-fatal', 'VIII §1.3']);
  });

  test('access orders are told by their form', () =>
    assert.equal(decide('asr-transport', '').value, 'clean'));

  test('a later version follows one that is not known, and must follow one that is', () => {
    const second = 'LSR.VER=02; LSR.SUP=3';
    assert.ok(!decide('loop-new', second).ids.includes('LSR-0105'));
    assert.ok(
      decide('loop-new', 'LSR.VER=03; LSR.SUP=3', { previousVersion: '01' }).ids.includes('LSR-0105'),
    );
  });

  test('a document that is none is refused with its problems', () => {
    const answer = runDecision(asked, agreement, { forms: { LSX: [] } }, { asOf: '2026-11-02' });
    assert.deepEqual(answer.ok ? [] : answer.problems.map(({ id }) => id), [
      'forms/unknown-form',
      'forms/first-page',
    ]);
  });
});

describe('the time of a cut, as forms write it', () => {
  const times: [string, string][] = [
    ['0900AM', '09:00'],
    ['1230PM', '12:30'],
    ['1205AM', '00:05'],
    ['0145PM', '13:45'],
    ['1430', '14:30'],
    // Neither: it stays for an edit to name.
    ['1430PM', '1430PM'],
    ['0000AM', '0000AM'],
    ['0900-1000', '0900-1000'],
    ['', ''],
  ];
  for (const [written, local] of times)
    test(`"${written}" is "${local}"`, () => assert.equal(localTime(written), local));

  test('the order has it as local time', () =>
    assert.equal(
      orderOf('loop-migrate', 'LSR.CHC=Y; LSR.DFDT=0230PM; LSR.IMPCON=PAT LEWIS').order.frameDueTime,
      '14:30',
    ));
});
