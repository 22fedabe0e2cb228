import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { unwrap } from '../../../base/result.ts';
import { runClocks } from '../../../cases/clocks.ts';
import { stateAfter } from '../../../cases/event-problems.ts';
import type { CaseEvent, CaseKind, NewEvent } from '../../../cases/kind.ts';
import { CLEC, at, idsOf, missouri, play } from '../test-ground.ts';
import { misuseKind } from './misuse-case.ts';
import { misuseSummary } from './misuse-summary.ts';

const agreement = missouri();
const state = (kind: CaseKind, ...events: readonly NewEvent[]): string =>
  stateAfter(kind, unwrap(play(agreement, kind, events)));
const refusals = (kind: CaseKind, ...events: readonly NewEvent[]): string[] =>
  idsOf(play(agreement, kind, events));
const dueDates = (kind: CaseKind, ...events: readonly NewEvent[]) =>
  Object.fromEntries(
    runClocks(agreement, kind, unwrap(play(agreement, kind, events))).map(({ name, dueAt, state: is }) => [
      name,
      `${dueAt} ${is}`,
    ]),
  );

describe('suspected misuse', () => {
  const finding = {
    pattern: 'no-order-views',
    who: 'ann@socket.example',
    party: CLEC,
    from: '2026-09-01T15:00:00Z',
    to: '2026-09-20T15:00:00Z',
    subjects: 16,
    withoutOrder: 16,
    of: 20,
    queries: ['1', '2'],
  };
  const suspected = at('suspected', '2026-10-19T09:00', finding);
  const noticed = at('noticed', '2026-10-19T10:00');
  const userOff = at('user-suspended', '2026-11-03T09:00');
  const carrierOff = at('carrier-suspended', '2026-11-11T09:00', { continued: 'Thirty views more' });
  const asked = at('taken-to-commission', '2026-11-19T09:00', { docket: 'TC-2027-0001' });
  const summary = (...events: readonly NewEvent[]) => {
    const { suspended, emergency } = misuseSummary(unwrap(play(agreement, misuseKind, events)));
    return [suspended, emergency];
  };

  test('goes from notice to the Commission, each step after its time', () => {
    // Ten business days after Monday 19 October end with 2 November, five after 3 November with the 10th, five after the 11th with the 18th.
    assert.deepEqual(dueDates(misuseKind, suspected, noticed, userOff, carrierOff), {
      cure: '2026-11-02 stopped',
      'user-cure': '2026-11-10 stopped',
      'carrier-cure': '2026-11-18 running',
    });
    assert.equal(state(misuseKind, suspected, noticed, userOff, carrierOff, asked), 'before-commission');
    for (const [on, step] of [
      ['2026-11-02T23:59', userOff],
      ['2026-11-02T09:00', userOff],
    ] as const)
      assert.deepEqual(refusals(misuseKind, suspected, noticed, at(step.name, on, step.body)), [
        'oss-access/step',
      ]);
    assert.deepEqual(
      refusals(
        misuseKind,
        suspected,
        noticed,
        userOff,
        at('carrier-suspended', '2026-11-10T23:59', carrierOff.body),
      ),
      ['oss-access/step'],
    );
    assert.deepEqual(
      refusals(
        misuseKind,
        suspected,
        noticed,
        userOff,
        carrierOff,
        at('taken-to-commission', '2026-11-18T23:59', asked.body),
      ),
      ['oss-access/step'],
    );
  });

  test('no step is left out, no party takes another one’s', () => {
    assert.deepEqual(
      refusals(misuseKind, suspected, noticed, at('carrier-suspended', '2026-11-11T09:00', carrierOff.body)),
      ['oss-access/step'],
    );
    assert.deepEqual(refusals(misuseKind, suspected, userOff), ['case/not-allowed']);
    assert.deepEqual(refusals(misuseKind, { ...suspected, actor: CLEC }), ['case/not-yours']);
    assert.deepEqual(
      refusals(misuseKind, at('suspected', '2026-10-19T09:00', { ...finding, party: 'centurytel' })),
      ['oss-access/party'],
    );
    assert.deepEqual(refusals(misuseKind, suspected, { ...noticed, actor: CLEC }), ['case/not-yours']);
  });

  test('the carrier may explain, and may ask the Commission before its time is over', () => {
    const explained = at(
      'explained',
      '2026-10-20T09:00',
      { explanation: 'A bid for a school district' },
      CLEC,
    );
    assert.equal(state(misuseKind, suspected, noticed, explained), 'noticed');
    const challenge = at('taken-to-commission', '2026-10-20T09:00', asked.body, CLEC);
    assert.equal(state(misuseKind, suspected, noticed, challenge), 'before-commission');
    assert.equal(
      state(misuseKind, suspected, explained, at('dismissed', '2026-10-21T09:00', { reason: 'A bid' })),
      'dismissed',
    );
  });

  test('a suspension stands until it is lifted, cured or decided', () => {
    assert.deepEqual(summary(suspected, noticed), ['none', false]);
    assert.deepEqual(summary(suspected, noticed, userOff), ['user', false]);
    assert.deepEqual(summary(suspected, noticed, userOff, carrierOff), ['carrier', false]);
    assert.deepEqual(summary(suspected, noticed, userOff, carrierOff, asked), ['carrier', false]);
    const decided = at('decided', '2026-12-19T09:00', { order: 'Order of 19 December' });
    assert.deepEqual(summary(suspected, noticed, userOff, carrierOff, asked, decided), ['none', false]);
    const lifted = at('lifted', '2026-11-04T09:00', { reason: 'Trained' });
    assert.deepEqual(summary(suspected, noticed, userOff, lifted), ['none', false]);
    // After it was lifted the steps begin anew.
    const again = at('noticed', '2026-12-01T09:00');
    assert.deepEqual(
      refusals(
        misuseKind,
        suspected,
        noticed,
        userOff,
        lifted,
        again,
        at('user-suspended', '2026-12-02T09:00'),
      ),
      ['oss-access/step'],
    );
  });

  test('a block without notice is there for harm to the network alone', () => {
    const block = (harm: string) =>
      at('emergency-blocked', '2026-10-19T11:00', {
        harm,
        of: 'user',
        what: 'Ten thousand queries a second',
      });
    assert.deepEqual(summary(suspected, block('network-harm')), ['user', true]);
    assert.deepEqual(refusals(misuseKind, suspected, block('unauthorized-views')), [
      'oss-access/no-emergency',
    ]);
    // Two business days after Monday.
    assert.deepEqual(dueDates(misuseKind, suspected, block('network-harm')), {
      review: '2026-10-21 running',
    });
    // It adds to what is suspended: a carrier that may not ask stays so.
    const late = at('emergency-blocked', '2026-11-12T09:00', block('network-harm').body);
    assert.deepEqual(summary(suspected, noticed, userOff, carrierOff, late), ['carrier', true]);
    const lifted = at('lifted', '2026-10-19T13:00', { reason: 'It has stopped' });
    assert.equal(state(misuseKind, suspected, block('network-harm'), lifted), 'lifted');
  });

  test('the carrier may take it to the Commission at any time, a block included; the incumbent in its turn', () => {
    const block = at('emergency-blocked', '2026-10-19T11:00', {
      harm: 'network-harm',
      of: 'carrier',
      what: 'Ten thousand queries a second',
    });
    const byCarrier = { ...asked, actor: CLEC };
    for (const before of [[suspected], [suspected, block], [suspected, noticed]])
      assert.equal(state(misuseKind, ...before, byCarrier), 'before-commission');
    assert.deepEqual(refusals(misuseKind, suspected, block, asked), ['oss-access/step']);
    assert.deepEqual(summary(suspected, block, byCarrier), ['carrier', true]);
    assert.deepEqual(dueDates(misuseKind, suspected, block, byCarrier), { review: '2026-10-21 stopped' });
  });

  test('nothing in it names what was looked at', () => {
    assert.deepEqual(refusals(misuseKind, at('suspected', '2026-10-19T09:00', { ...finding, queries: [] })), [
      'case/body',
    ]);
    const [first] = unwrap(play(agreement, misuseKind, [suspected])) as [CaseEvent];
    assert.deepEqual(misuseKind.holds?.([first]), [
      { what: 'misuse', value: 'no-order-views ann@socket.example' },
    ]);
  });
});
