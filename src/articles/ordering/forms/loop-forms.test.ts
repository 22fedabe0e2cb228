import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runDecision } from '../../../agreement/decision.ts';
import { unwrap } from '../../../base/result.ts';
import { elementAvailable, elements } from '../../elements/index.ts';
import { performance } from '../../performance/index.ts';
import { lsrEdits } from '../index.ts';
import { loadMissouri } from '../test-ground.ts';
import { readBases } from './bases.ts';
import { applyChanges } from './changes.ts';

const agreement = unwrap(loadMissouri([elements, performance]));
const { bases } = readBases();
const asked = lsrEdits({ availability: elementAvailable });
/** Monday morning; the bases ask for Monday two weeks later. */
const RECEIVED = '2026-11-02T09:00:00-06:00';

interface Told {
  edits: { id: string; sentence: string; clause: string }[];
  warnings: { id: string }[];
}

function told(base: string, changes: string, more: object = {}): Told {
  const document = bases.get(base);
  assert.ok(document, base);
  const { changed, wrong } = applyChanges(document, changes);
  assert.deepEqual(wrong, []);
  const facts = { forms: changed.document, receivedAt: RECEIVED, ...more };
  return unwrap(runDecision(asked, agreement, facts as never, { asOf: '2026-11-02' }))
    .details as unknown as Told;
}

/** Numbers of all edits that fail, warnings in brackets, in order. */
function failed(base: string, changes: string, more: object = {}): string {
  const { edits, warnings } = told(base, changes, more);
  return [...edits.map(({ id }) => id), ...warnings.map(({ id }) => `(${id})`)].toSorted().join(' ');
}

/** Where other edits fail too, because a form or a type is not what the rest of the order is for. */
const fails = (base: string, changes: string, id: string): void =>
  assert.ok(failed(base, changes).split(' ').includes(id), `${base} with "${changes}": ${id}`);

describe('orders for loops as forms', () => {
  test('whole orders of each activity pass', () => {
    for (const base of [
      'loop-new',
      'loop-ds1',
      'loop-disconnect',
      'loop-migrate',
      'loop-change',
      'loop-move',
    ])
      assert.equal(failed(base, ''), '', base);
  });

  test('what tells of the end user is named and never quoted: rejections are shown without a purpose', () => {
    const { edits } = told('loop-new', 'EU.SANO=98765; -EU.SASN; EU.ZIP=WORD');
    const sentences = edits.map(({ sentence }) => sentence).join(' ');
    assert.match(sentences, /House number \(SANO\) stands without a street/);
    assert.match(sentences, /ZIP is not/);
    assert.doesNotMatch(sentences, /98765|WORD|AHRENS/);
  });

  test('all that is missing is told at once, with the clause that asks for it', () => {
    const { edits } = told('loop-new', '-LSR.TOS; -LSR.INIT; -EU.ZIP; -LS.LNUM; -LSR.SECNCI');
    assert.deepEqual(edits.map(({ id }) => id).toSorted(), [
      'LSR-1308',
      'LSR-1310',
      'LSR-1403',
      'LSR-1619',
      'LSR-2301',
    ]);
    assert.equal(edits.find(({ id }) => id === 'LSR-1619')?.clause, 'VIII §1.1');
  });

  test('a text of the wrong form is told beside what else it breaks', () => {
    assert.equal(failed('loop-new', 'LSR.LOCQTY=ONE; LS.LNUM=A1'), 'LSR-1105 LSR-2103');
    assert.equal(failed('loop-new', 'EU.SASD=UP'), 'LSR-1207');
  });

  test('the forms that the request type and activity demand', () => {
    // The loop form is dropped with its lines: no line, so no quantity and no pair either.
    assert.equal(failed('loop-new', '-LS'), 'LSR-0303 LSR-0306 LSR-6603');
    fails('loop-new', '+DL', 'LSR-5600');
    fails('resale-new', '-EU', 'LSR-6604');
    fails('port', '-EU', 'LSR-6609');
    fails('loop-with-port', '-EU', 'LSR-6611');
  });

  test('activities by request type, and what a state asks for', () => {
    fails('resale-new', 'LSR.REQTYP=MB; LSR.ACT=W', 'LSR-1601');
    fails('loop-new', 'LSR.ACT=S', 'LSR-1602');
    fails('resale-new', 'LSR.ACT=R', 'LSR-1603');
    fails('loop-with-port', 'LSR.ACT=N', 'LSR-1604');
    fails('port', 'LSR.ACT=N', 'LSR-1605');
    // Missouri: a new port comes with its listing, a change of records without an end user form.
    fails('port-service', '', '(LSR-6615)');
    fails('resale-new', 'LSR.ACT=R; LSR.SC=MO', 'LSR-6618');
  });

  test('dates, versions and order numbers have one way to be written', () => {
    assert.equal(failed('loop-new', 'LSR.D/TSENT=20261102'), 'LSR-1110');
    fails('loop-new', 'LSR.VER=001', 'LSR-1103');
  });

  test('channel and interface codes go together', () => {
    assert.equal(failed('loop-migrate', '-LSR.NCI'), 'LSR-1312 LSR-1617 LSR-1618');
    fails('loop-ds1', 'LSR.NCI=02QC2.OOF', 'LSR-1620');
  });

  test('facility assignment or cross connect, by channel and activity', () => {
    assert.equal(failed('loop-disconnect', '-LS.CCEA'), 'LSR-2604');
    assert.equal(failed('loop-change', '-LS.CCEA'), 'LSR-2605');
    // A DS1 loop is known by its assignment alone.
    assert.equal(failed('loop-ds1', 'LSR.ACT=C; LS.LNA=C; LS.ECCKT=50.HCGS.000001.CTM; LSR.AN=1000234'), '');
    assert.equal(
      failed('loop-ds1', 'LSR.ACT=C; LS.LNA=C; LS.ECCKT=50.HCGS.000001.CTM; LSR.AN=1000234; -LS.CFA'),
      'LSR-2601',
    );
    assert.equal(failed('loop-new', 'LS.CCEA=101/T1/3/CLMAMOXA/WNVLMOXA'), 'LSR-2630');
  });

  test('two lines have two numbers and two pairs', () => {
    assert.equal(failed('loop-new', '+LS[1]'), 'LSR-2614 LSR-2614 LSR-2615 LSR-2615');
    assert.equal(failed('loop-new', '+LS[1]; LS[2].LNUM=00002; LS[2].CFA=CLMAMOXA-C1-0002'), '');
  });

  test('a line is taken over with authority only', () => {
    assert.equal(failed('loop-migrate', '-LSR.AGAUTH; -LSR.DATED; -LSR.AUTHNM'), 'LSR-1661');
    assert.equal(failed('loop-migrate', '-LSR.DATED; -LSR.AUTHNM'), 'LSR-1663 LSR-1664');
    assert.equal(failed('loop-migrate', 'LSR.DATED=11-03-2026'), 'LSR-1665');
  });

  test('a coordinated cut has a time and somebody to call', () => {
    assert.equal(failed('loop-migrate', 'LSR.CHC=Y'), 'LSR-1647 LSR-1652');
    assert.equal(failed('loop-migrate', 'LSR.DFDT=1000AM'), '(LSR-1648)');
    const cut = 'LSR.CHC=Y; LSR.DFDT=1000AM; LSR.IMPCON=P LEWIS; LSR.TEL NO (IMPCON)=573-777-0001';
    assert.equal(failed('loop-migrate', cut), '');
    // Neither a port that is simple nor one that is not complex is coordinated.
    assert.equal(failed('port-simple', cut), 'LSR-1637 LSR-1638');
    assert.equal(failed('port', cut), 'LSR-1639');
    assert.equal(failed('port', 'LSR.PROJECT=P100; LSR.RPON=PORT-0009'), 'LSR-1641');
  });

  test('a project has the lines that the agreement says, or names what it belongs to', () => {
    // 25 voice-grade lines in this agreement; one is fewer.
    assert.equal(failed('loop-new', 'LSR.PROJECT=P100'), '(LSR-1658)');
    assert.equal(failed('loop-new', 'LSR.PROJECT=P100; LSR.RPON=LOOP-0009'), '');
    assert.equal(failed('port-simple', 'LSR.PROJECT=P100; LSR.RPON=LOOP-0009'), 'LSR-1640');
  });

  test('a related request of another company is named with its company', () => {
    assert.equal(failed('loop-new', 'LSR.RCC=7713'), 'LSR-1691');
    assert.equal(failed('loop-new', 'LSR.CC=7712; LSR.RPON=LOOP-0009; LSR.RCC=7712'), 'LSR-1692');
    assert.equal(failed('loop-new', 'LSR.CC=7712; LSR.RPON=LOOP-0009; LSR.RCC=7713'), '');
  });

  test('the address hangs together', () => {
    assert.equal(failed('loop-new', '-EU.SANO; EU.SAPR=25W; EU.SASF=1/2'), 'LSR-1703 LSR-1704');
    assert.equal(failed('loop-new', 'EU.AFT=C; -EU.SANO'), 'LSR-1701');
    assert.equal(failed('loop-new', 'EU.LV1=12'), 'LSR-1711');
    assert.equal(failed('loop-new', 'EU.LV1=12; EU.LD1=FL'), '');
  });

  test('a new billing account has a name and an address', () => {
    assert.equal(
      failed('loop-new', 'LSR.BAN1=N'),
      'LSR-1671 LSR-1673 LSR-1675 LSR-1676 LSR-1677 LSR-1678 LSR-1680',
    );
  });

  test('supplements: 1 cancels, 2 is a new date and nothing else, 3 says what it is', () => {
    const before = { previousVersion: '01', previousState: 'acknowledged' };
    assert.equal(failed('loop-new', 'LSR.VER=02', before), 'LSR-6631');
    assert.equal(failed('loop-new', 'LSR.VER=02; LSR.SUP=4', before), 'LSR-1120');
    assert.equal(failed('loop-new', 'LSR.VER=02; LSR.SUP=3', before), 'LSR-6633');
    assert.equal(failed('loop-new', 'LSR.SUP=2'), 'LSR-6632');
    const previousForms = bases.get('loop-new');
    const second = { ...before, previousForms };
    assert.equal(failed('loop-new', 'LSR.VER=02; LSR.SUP=2; LSR.DDD=11-17-2026', second), '');
    assert.equal(
      failed('loop-new', 'LSR.VER=02; LSR.SUP=2; LSR.DDD=11-17-2026; LS.CFA=CLMAMOXA-C1-0002', second),
      'LSR-6640',
    );
    assert.equal(failed('loop-new', 'LSR.VER=02; LSR.SUP=2', second), '(LSR-6644)');
    assert.equal(
      failed('loop-new', 'LSR.VER=02; LSR.SUP=2; LSR.DDD=11-17-2026', {
        ...second,
        previousState: 'rejected',
      }),
      'LSR-6637',
    );
  });

  test('a supplement adds no numbers to a port', () => {
    const before = { previousVersion: '01', previousState: 'confirmed', previousForms: bases.get('port') };
    const more =
      'LSR.VER=02; LSR.SUP=3; LSR.REMARKS=ONE MORE; +NP[1]; NP[2].LNUM=00002; NP[2].PORTEDNBR=573-777-0101; NP.NPQTY=2; NP[2].NPQTY=2';
    assert.equal(failed('port', more, before), 'LSR-6641');
  });
});
