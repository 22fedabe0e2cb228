import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../../base/result.ts';
import { decide, idsOf, load, missouri, valueOf } from '../test-ground.ts';

const agreement = missouri();

describe('who may order', () => {
  test('whatever an end user asks at the premises, it is sent to its carrier', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('change', 'winback', 'move'),
        fc.subarray(['local', 'long-distance']),
        fc.boolean(),
        (what, freezes, underNotice) => {
          const facts = { orderedBy: 'end-user', for: what, atPremises: true, freezes, underNotice };
          assert.equal(valueOf(agreement, 'may-order', facts), 'referred');
        },
      ),
    );
  });

  test('nobody but the customer of record changes a service without word to the one who loses it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('end-user', 'third-carrier'),
        fc.constantFrom('change', 'winback', 'move'),
        fc.subarray(['local', 'long-distance']),
        (orderedBy, what, freezes) => {
          const decided = decide(agreement, 'may-order', { orderedBy, for: what, freezes });
          assert.ok(!decided.ok || decided.value.value !== 'accepted');
        },
      ),
    );
  });

  test('another agreement: other lists, confirmation, premises and freezes', () => {
    const other = missouri(
      ['accepted: [clec-change]', 'accepted: [clec-change, end-user-change]'],
      ['withLossNotice: [end-user-winback, end-user-move,', 'withLossNotice: ['],
      ['confirmationOfLoser: not-needed', 'confirmationOfLoser: needed'],
      ['atPremises: referred', 'atPremises: accepted'],
      ['stops: [local]', 'stops: [long-distance]'],
      ['underNotice: lifted', 'underNotice: stands'],
    );
    const ask = (facts: Record<string, unknown>) => valueOf(other, 'may-order', facts);
    assert.equal(ask({ orderedBy: 'end-user', for: 'change', atPremises: true }), 'accepted');
    assert.equal(ask({ orderedBy: 'end-user', for: 'winback' }), 'refused');
    const move = { orderedBy: 'third-carrier', for: 'move' };
    const confirmed = { ...move, confirmed: true };
    assert.equal(ask({ ...confirmed, freezes: ['local'] }), 'accepted-with-loss-notice');
    assert.equal(ask({ ...confirmed, freezes: ['long-distance'], underNotice: true }), 'refused');
    assert.equal(ask(confirmed), 'accepted-with-loss-notice');
    assert.equal(ask(move), 'refused');
    assert.equal(valueOf(agreement, 'may-order', move), 'accepted-with-loss-notice');
  });

  test('where the agreement says nothing of freezes, a freeze cannot be judged, and no freeze needs no term', () => {
    const silent = missouri(['```terms\nend-users.freezes:', '```yaml\nend-users.freezes:']);
    const move = { orderedBy: 'third-carrier', for: 'move' };
    assert.equal(valueOf(silent, 'may-order', move), 'accepted-with-loss-notice');
    assert.deepEqual(idsOf(decide(silent, 'may-order', { ...move, freezes: ['local'] })), [
      'agreement/missing-term',
    ]);
  });

  test('a request that nobody makes: all that is wrong with it at once', () => {
    assert.deepEqual(
      idsOf(decide(agreement, 'may-order', { orderedBy: 'clec', for: 'winback', atPremises: true })),
      ['end-users/request', 'end-users/premises'],
    );
  });
});

describe('money and the customer of record', () => {
  test('that the end user has not paid changes no answer', () => {
    for (const about of ['charge', 'credit', 'end-user-dispute'])
      assert.equal(
        valueOf(agreement, 'customer-of-record', { about, endUserPaid: false }),
        valueOf(agreement, 'customer-of-record', { about, endUserPaid: true }),
      );
  });

  test('an agreement that credits the line says so', () => {
    const other = missouri(['credits: master-account', 'credits: line']);
    assert.equal(valueOf(other, 'customer-of-record', { about: 'credit' }), 'line');
  });
});

describe('changes of orders', () => {
  test('what the agreement does not list undoes the charge', () => {
    const other = missouri([
      'chargeStandsAfter: [supplement, clarification, cancellation]',
      'chargeStandsAfter: []',
    ]);
    for (const change of ['supplement', 'clarification', 'cancellation']) {
      assert.equal(valueOf(other, 'order-change', { change, by: 'order' }), 'charge-undone');
      assert.equal(valueOf(agreement, 'order-change', { change, by: 'order' }), 'charge-stands');
    }
  });

  test('a word changes nothing, and brings no estimate', () => {
    const word = unwrap(
      decide(agreement, 'order-change', { change: 'supplement', by: 'word', estimateAsked: true }),
    );
    assert.equal(word.value, 'refused');
    assert.deepEqual(word.details, { laborEstimateOwed: false });
    const byWord = missouri(['new-or-revised-order', 'any-request']);
    assert.equal(valueOf(byWord, 'order-change', { change: 'supplement', by: 'word' }), 'charge-stands');
  });

  test('an estimate of labor is owed when it is asked for, where the agreement has one', () => {
    const ask = { change: 'supplement', by: 'order', estimateAsked: true };
    const without = missouri(['laborEstimate: on-request', 'laborEstimate: none']);
    assert.deepEqual(unwrap(decide(agreement, 'order-change', ask)).details, { laborEstimateOwed: true });
    assert.deepEqual(unwrap(decide(without, 'order-change', ask)).details, { laborEstimateOwed: false });
  });

  test('who pays for sending again is the agreement’s to say', () => {
    const other = missouri(
      ['afterMistake: free', 'afterMistake: charged'],
      ['afterCorrect: charged', 'afterCorrect: free'],
    );
    assert.equal(valueOf(other, 'resubmission-charge', { previousRejection: 'mistaken' }), 'charged');
    assert.equal(valueOf(other, 'resubmission-charge', { previousRejection: 'correct' }), 'free');
  });
});

describe('before the first order', () => {
  const all = {
    ocn: '9S01',
    certificate: 'TA-2001-1',
    taxExemption: 'none',
    masterAccount: '573 817',
    creditProfile: 'on file',
  };

  test('exactly what is left out, blank or malformed is missing, all of it at once', () => {
    fc.assert(
      fc.property(fc.subarray(Object.keys(all) as (keyof typeof all)[]), fc.boolean(), (left, blank) => {
        const given = Object.entries(all).flatMap(([part, said]) =>
          left.includes(part as keyof typeof all) ? (blank ? [[part, ' ']] : []) : [[part, said]],
        );
        const answer = unwrap(decide(agreement, 'ready-to-order', Object.fromEntries(given)));
        assert.equal(answer.value, left.length === 0);
        assert.deepEqual([...(answer.details as { missing: string[] }).missing].sort(), [...left].sort());
      }),
    );
    assert.equal(valueOf(agreement, 'ready-to-order', { ...all, ocn: '9S0' }), false);
  });

  test('an agreement that asks for less is content with less', () => {
    const other = missouri([
      'requires: [ocn, certificate, taxExemption, masterAccount, creditProfile]',
      'requires: [ocn]',
    ]);
    assert.equal(valueOf(other, 'ready-to-order', { ocn: '9S01' }), true);
  });

  test('a requirement that nobody knows is a problem of the agreement', () => {
    const broken = load(['requires: [ocn,', 'requires: [shoe-size,']);
    assert.ok(!broken.ok);
  });
});
