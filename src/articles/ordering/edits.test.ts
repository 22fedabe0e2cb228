import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import Type from 'typebox';
import { defineDecision } from '../../agreement/decision.ts';
import { ok, unwrap } from '../../base/result.ts';
import { elementAvailable, elements } from '../elements/index.ts';
import { performance } from '../performance/index.ts';
import { parseEdits, readEdits } from './edit-catalogue.ts';
import type { EditContext } from './edit-row.ts';
import type { Lsr } from './lsr.ts';
import { runEdits } from './run-edits.ts';
import { loadMissouri, loadTiny } from './test-ground.ts';

const agreement = unwrap(loadMissouri([elements, performance]));
const circuits: Record<string, { product: string; wireCenter: string }> = {
  '60.LXFU.000103.CTM': { product: 'loop-2w-xdsl', wireCenter: 'CLMAMOXA' },
  '60.LXFU.000131.CTM': { product: 'loop-2w-xdsl', wireCenter: 'WNVLMOXA' },
  '10.LZFU.000205.CTM': { product: 'loop-2w-analog', wireCenter: 'CLMAMOXA' },
};
const desk: EditContext = {
  circuit: (ecckt) => circuits[ecckt],
  pendingCircuit: () => false,
  pendingCfa: () => false,
  availability: elementAvailable,
};
/** Monday 5 October 09:00; five business days: Monday 12 October. */
const good: Lsr = {
  ccna: 'SKT',
  pon: 'P-1',
  ver: '01',
  reqtyp: 'AB',
  act: 'N',
  product: 'loop-2w-xdsl',
  nc: 'LXR-',
  quantity: 1,
  wireCenter: 'CLMAMOXA',
  address: '1 Walnut St, Columbia',
  endUser: 'Ahrens Bakery',
  desiredDueDate: '2026-10-12',
  expedite: false,
  channel: 'electronic',
  receivedAt: '2026-10-05T09:00:00-05:00',
  ecckts: [],
  accountStatus: 'new',
  cfa: 'CLMAMOXA-C1-0001',
};
const gone: Lsr = {
  ...good,
  act: 'D',
  ecckts: ['60.LXFU.000103.CTM'],
  endUser: '',
  cfa: '',
  accountStatus: 'existing',
};

const failed = (lsr: Lsr, context: Partial<EditContext> = {}): string[] => {
  const result = unwrap(runEdits(agreement, lsr, { ...desk, ...context }));
  return [...result.rejections, ...result.warnings].map(({ id }) => id);
};

describe('edits', () => {
  test('a clean request fails none', () => {
    assert.deepEqual(failed(good), []);
    assert.deepEqual(failed(gone), []);
  });

  const cases: [string, Lsr, Partial<EditContext>?][] = [
    ['LSR-0101', { ...good, ccna: '' }],
    ['LSR-0102', { ...good, ccna: 'XYZ' }],
    ['LSR-0103', { ...good, pon: 'P-1234567890123456' }],
    ['LSR-0104', { ...good, ver: '1' }],
    ['LSR-0105', { ...good, ver: '03' }, { previous: { ver: '01', state: 'rejected' } }],
    ['LSR-0106', { ...good, ver: '02' }, { previous: { ver: '01', state: 'confirmed' } }],
    ['LSR-0107', { ...good, reqtyp: '' }],
    ['LSR-0109', { ...good, act: '' }],
    ['LSR-0110', { ...good, act: 'X' }],
    ['LSR-0112', { ...good, accountStatus: '' }],
    ['LSR-0201', { ...good, endUser: '' }],
    ['LSR-0202', { ...good, address: '' }],
    ['LSR-0203', { ...good, wireCenter: '' }],
    ['LSR-0204', { ...good, wireCenter: 'MACNMOXA' }],
    ['LSR-0301', { ...good, product: '' }],
    ['LSR-0302', { ...good, product: 'loop-fiber' }],
    ['LSR-0303', { ...good, quantity: 0 }],
    ['LSR-0304', { ...good, nc: '' }],
    ['LSR-0305', { ...good, nc: 'LX--' }],
    ['LSR-0306', { ...good, cfa: '' }],
    ['LSR-0308', good, { pendingCfa: () => true }],
    ['LSR-0401', { ...good, desiredDueDate: '' }],
    ['LSR-0402', { ...good, desiredDueDate: '2026-10-02' }],
    ['LSR-0403', { ...good, desiredDueDate: '2026-10-17' }],
    ['LSR-0404', { ...good, desiredDueDate: '2026-10-08' }],
    ['LSR-0405', { ...good, expedite: true }],
    ['LSR-0501', { ...gone, ecckts: [] }],
    ['LSR-0502', { ...gone, quantity: 2 }],
    ['LSR-0503', { ...gone, ecckts: ['CKT 7'] }],
    ['LSR-0504', { ...gone, ecckts: ['60.LXFU.000999.CTM'] }],
    ['LSR-0505', { ...gone, ecckts: ['10.LZFU.000205.CTM'] }],
    ['LSR-0506', { ...gone, ecckts: ['60.LXFU.000131.CTM'] }],
    ['LSR-0507', { ...gone, quantity: 2, ecckts: ['60.LXFU.000103.CTM', '60.LXFU.000103.CTM'] }],
    ['LSR-0508', { ...good, ecckts: ['60.LXFU.000103.CTM'] }],
    ['LSR-0509', gone, { pendingCircuit: () => true }],
  ];
  for (const [id, lsr, context] of cases) {
    test(`${id} and no other`, () => assert.deepEqual(failed(lsr, context), [id]));
  }

  test('nothing new is ordered under an agreement that is not in effect; what is there may be disconnected', () => {
    const inEffect = defineDecision({
      name: 'in-effect',
      doc: 'An agreement in effect from 6 October.',
      facts: Type.Object({ use: Type.Literal('orders') }),
      value: 'boolean',
      decide: (_facts, { asOf }) => ok({ value: asOf >= '2026-10-06', clause: 'I' }),
    });
    assert.deepEqual(failed(good, { inEffect }), ['LSR-0703']);
    assert.deepEqual(failed(gone, { inEffect }), []);
    assert.deepEqual(
      failed(
        { ...good, receivedAt: '2026-10-06T09:00:00-05:00', desiredDueDate: '2026-10-13' },
        { inEffect },
      ),
      [],
    );
  });

  test('a request type of another family fails both edits of it', () => {
    assert.deepEqual(failed({ ...good, reqtyp: 'KB' }), ['LSR-0108', 'LSR-0111']);
  });

  test('each edit of the catalogue is tested here', () => {
    const tested = new Set([
      ...cases.map(([id]) => id),
      'LSR-0108',
      'LSR-0111',
      'LSR-0307',
      'LSR-0309',
      'LSR-0406',
    ]);
    // Those of 06 and 07 are about the tariff and the reach of the agreement: see order-vehicle.test.ts; of 08 about the life of
    // an order: see life-edits.test.ts.
    assert.deepEqual(
      unwrap(readEdits('lsr'))
        .map(({ id }) => id)
        .filter((id) => !tested.has(id) && !/^LSR-0[678]/.test(id)),
      [],
    );
  });

  test('what is offered no more is rejected, new or moved, and the answer says what remains of it', () => {
    const lawful = unwrap(
      loadMissouri([elements, performance], {
        edit: (_, text) => text.replace('effect: by-amendment', 'effect: self-executing'),
      }),
    );
    const analog = { ...good, product: 'loop-2w-analog', nc: 'LX--' };
    const { rejections, warnings } = unwrap(runEdits(lawful, analog, desk));
    assert.deepEqual(
      [...rejections, ...warnings].map(({ id, clause }) => [id, clause]),
      [
        ['LSR-0307', 'FCC 20-152 §1'],
        ['LSR-0309', 'FCC 20-152 §1'],
      ],
    );
    assert.match(warnings[0]?.sentence ?? '', /A commercial agreement for copper loops/);
    assert.deepEqual(unwrap(runEdits(agreement, analog, desk)).warnings, []);
  });

  test('EXP lets the date be earlier than the interval', () => {
    assert.deepEqual(failed({ ...good, desiredDueDate: '2026-10-08', expedite: true }), []);
  });

  const later = (key: string, value: string, lsr: Lsr, context: Partial<EditContext> = {}) => {
    const term = `${key}:\n  ${value}`;
    const edit = (_file: string, text: string): string =>
      text.replace(term, `${term}\n  effectiveFrom: 2027-01-01`);
    const until = unwrap(loadMissouri([elements, performance], { edit }));
    return unwrap(runEdits(until, lsr, { ...desk, ...context })).rejections.map(({ id }) => id);
  };

  test('where no expedite is agreed, EXP does not let the date be earlier', () => {
    const early = { ...good, desiredDueDate: '2026-10-08', expedite: true };
    assert.deepEqual(later('ordering.expedite', 'earlierThanInterval: marked-only', early), ['LSR-0406']);
  });

  test('where the agreement does not count versions, any may follow; the edits cite the term that does', () => {
    const third = { ...good, ver: '03' };
    const context = { previous: { ver: '01', state: 'rejected' } };
    assert.deepEqual(later('ordering.versions', 'verdict: one-per-version', third, context), []);
    const [found] = unwrap(runEdits(agreement, third, { ...desk, ...context })).rejections;
    assert.deepEqual([found?.id, found?.clause], ['LSR-0105', 'VIII §1.2']);
  });

  test('another agreement, other answers: its own products, codes, clauses and intervals', () => {
    const tiny = loadTiny([elements, performance]);
    // Seven business days from Monday 5 October: Wednesday 14 October.
    const lsr = {
      ...good,
      ccna: 'JEX',
      product: 'loop-basic',
      nc: 'LX--',
      wireCenter: 'FSPGCOXA',
      receivedAt: '2026-10-05T09:00:00-06:00',
    };
    const early = unwrap(runEdits(tiny, lsr, desk));
    assert.deepEqual(
      early.rejections.map(({ id, clause }) => [id, clause]),
      [['LSR-0404', 'C §1']],
    );
    assert.deepEqual(unwrap(runEdits(tiny, { ...lsr, desiredDueDate: '2026-10-14' }, desk)).rejections, []);
  });

  test('a faulty catalogue lists its problems with their lines', () => {
    const header = 'id,form,field,when,severity,sentence,cure,term,source';
    const row = (id: string, when: string): string =>
      `${id},LSR,PON,${when},fatal,Wrong {nothing}.,Cure it.,,here`;
    const result = parseEdits(
      'e.csv',
      [header, row('LSR-0001', 'pon = 5'), row('LSR-0001', 'colour is missing'), row('0002', 'true')].join(
        '\n',
      ),
    );
    assert.ok(!result.ok);
    assert.deepEqual(
      result.problems.map(({ id, line }) => `${id} ${line}`),
      [
        'edits/condition 2',
        'edits/placeholder 2',
        'edits/duplicate-id 3',
        'edits/condition 3',
        'edits/placeholder 3',
        'edits/row 4',
      ],
    );
  });
});
