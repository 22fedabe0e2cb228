import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../../base/result.ts';
import { decide, idsOf, missouri, valueOf } from '../test-ground.ts';

const agreement = missouri();
const resaleKeepsTheDay = missouri(
  ['cutoverDay: element', 'cutoverDay: resale'],
  ['huntGroup: together-unless-split', 'huntGroup: free'],
  ['partialAccount: main-number-needed', 'partialAccount: free'],
);

interface Billed {
  readonly resale: { readonly from: string; readonly to: string } | null;
  readonly element: { readonly from: string };
}

const BASE = Temporal.PlainDate.from('2026-01-01');
const on = (offset: number): string => BASE.add({ days: offset }).toString();
const day = fc.integer({ min: 0, max: 400 });

describe('a conversion', () => {
  test('no day is billed twice and none is left out, whoever has the day of the cutover', () => {
    fc.assert(
      fc.property(
        day,
        fc.nat(60),
        fc.nat(20),
        fc.nat(20),
        fc.option(fc.nat(30)),
        fc.boolean(),
        (start, served, loopBefore, portBefore, late, keeps) => {
          const cutover = start + served;
          const facts = {
            resaleFrom: on(start),
            loopCompletedOn: on(cutover - loopBefore),
            portedOn: on(cutover - portBefore),
            cutoverOn: on(cutover),
            // However late its own order ends it.
            ...(late === null ? {} : { resaleEndsOn: on(cutover + late) }),
          };
          const answer = unwrap(decide(keeps ? resaleKeepsTheDay : agreement, 'conversion-billing', facts));
          const { resale, element } = answer.details as Billed;
          for (let at = start; at <= cutover + 40; at++) {
            const asResale = resale !== null && resale.from <= on(at) && on(at) <= resale.to;
            const asElement = element.from <= on(at);
            assert.notEqual(asResale, asElement, `${on(at)} is billed ${asResale ? 'twice' : 'by nobody'}`);
          }
        },
      ),
    );
  });

  test('whoever disconnects the resold service before the cutover leaves a gap, and is refused', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 30 }), (days) => {
        const facts = { loopCompletedOn: on(0), cutoverOn: on(60), resaleEndsOn: on(60 - days) };
        assert.deepEqual(idsOf(decide(agreement, 'conversion-billing', facts)), ['conversion/gap']);
      }),
    );
  });

  test('the day of the cutover is the agreement’s to give', () => {
    const facts = { loopCompletedOn: '2026-11-10', cutoverOn: '2026-11-12', resaleFrom: '2026-11-01' };
    assert.equal(valueOf(agreement, 'conversion-billing', facts), '2026-11-12');
    assert.equal(valueOf(resaleKeepsTheDay, 'conversion-billing', facts), '2026-11-13');
  });

  test('cut over on the first day of resale: no day is resold', () => {
    const facts = { loopCompletedOn: '2026-11-10', cutoverOn: '2026-11-12', resaleFrom: '2026-11-12' };
    assert.equal((unwrap(decide(agreement, 'conversion-billing', facts)).details as Billed).resale, null);
  });

  test('everything wrong with it comes at once', () => {
    const facts = {
      loopCompletedOn: '2026-11-13',
      portedOn: '2026-11-14',
      cutoverOn: '2026-11-12',
      resaleEndsOn: '2026-11-01',
      account: { mainNumber: 'A', moves: ['A', 'B'], stays: ['C', 'D'], huntGroups: [['B', 'C']] },
    };
    assert.deepEqual(idsOf(decide(agreement, 'conversion-billing', facts)), [
      'conversion/not-ready',
      'conversion/not-ready',
      'conversion/gap',
      'conversion/no-main-number',
      'conversion/hunt-group',
    ]);
  });

  test('an agreement that leaves accounts and hunt groups free takes what this one refuses', () => {
    const facts = {
      loopCompletedOn: '2026-11-10',
      cutoverOn: '2026-11-12',
      account: { mainNumber: 'A', moves: ['A', 'B'], stays: ['C', 'D'], huntGroups: [['B', 'C']] },
    };
    assert.equal(valueOf(resaleKeepsTheDay, 'conversion-billing', facts), '2026-11-13');
    assert.equal(idsOf(decide(agreement, 'conversion-billing', facts)).length, 2);
  });

  test('a new main number is one of those that stay', () => {
    const facts = (newMainNumber: string) => ({
      loopCompletedOn: '2026-11-10',
      cutoverOn: '2026-11-12',
      account: { mainNumber: 'A', moves: ['A'], stays: ['C'], newMainNumber },
    });
    assert.deepEqual(idsOf(decide(agreement, 'conversion-billing', facts('A'))), [
      'conversion/no-main-number',
    ]);
    assert.equal(valueOf(agreement, 'conversion-billing', facts('C')), '2026-11-12');
  });
});

describe('a migration', () => {
  test('the elements and the records that follow are the agreement’s', () => {
    const other = missouri(
      ['asIs: migration-as-is', 'asIs: plain-move'],
      ['asSpecified: migration-as-specified', 'asSpecified: changed-move'],
      ['updates: [emergency-record, name-database, directory-listing]', 'updates: [emergency-record]'],
    );
    assert.equal(valueOf(other, 'migration', { as: 'is' }), 'plain-move');
    assert.equal(valueOf(other, 'migration', { as: 'specified', changes: ['caller-id'] }), 'changed-move');
    assert.deepEqual(unwrap(decide(agreement, 'migration', { as: 'is' })).details, {
      keeps: ['features', 'intercepts'],
      changes: [],
      updates: ['emergency-record', 'name-database', 'directory-listing'],
    });
    assert.deepEqual(
      (unwrap(decide(other, 'migration', { as: 'is' })).details as { updates: string[] }).updates,
      ['emergency-record'],
    );
  });
});

describe("the end user's term contract", () => {
  test('makes no debt of the competitor unless it took the contract over', () => {
    const ask = (terms: typeof agreement, takenOver: boolean) =>
      valueOf(terms, 'term-contract-liability', { underContract: true, takenOver });
    assert.equal(ask(agreement, false), 'end-user');
    assert.equal(ask(agreement, true), 'clec');
    const other = missouri(['takenOver: clec', 'takenOver: end-user']);
    assert.equal(ask(other, true), 'end-user');
  });
});
