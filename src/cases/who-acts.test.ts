import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { Type } from 'typebox';
import { parties } from '../parties/index.ts';
import { cases } from './index.ts';
import { START, defineCaseKind } from './kind.ts';
import { partialAgreement } from './test-partial-agreement.ts';
import { awaited } from './who-acts.ts';

const agreement = partialAgreement({
  dir: path.join(import.meta.dirname, '..', '..', 'agreements', 'missouri-2006'),
  articles: ['03-general-provisions.md'],
  tables: ['parties', 'holidays'],
  vocabulary: [cases, parties],
  variant: 'centurytel',
});
const { ilec, clec } = agreement.parties;
const view = agreement.at('2026-11-02');

/** Asked; the other side answers or gives less; who asked may take it back; either may settle it later. */
const kind = defineCaseKind({
  kind: 'sample',
  doc: 'A question.',
  states: [
    { name: 'asked', doc: '' },
    { name: 'partly', doc: '' },
    { name: 'done', doc: '', final: true },
  ],
  events: [
    { name: 'asked', from: [START], to: 'asked', doc: '' },
    { name: 'answered', from: ['asked'], to: 'done', by: 'other', doc: '', body: Type.Object({}) },
    { name: 'part-answered', from: ['asked'], to: 'partly', by: 'other', doc: '' },
    { name: 'accepted', from: ['partly'], to: 'done', by: 'opener', doc: '' },
    { name: 'settled', from: ['partly'], to: 'done', doc: '' },
    { name: 'withdrawn', from: ['asked', 'partly'], to: 'done', by: 'opener', doc: '' },
  ],
  clocks: [
    {
      name: 'answer',
      startsOn: ['asked'],
      stopsOn: ['answered', 'part-answered', 'withdrawn'],
      clock: () => 'bfr-analysis',
      clocks: ['bfr-analysis'],
    },
    {
      name: 'end',
      startsOn: ['part-answered'],
      stopsOn: ['settled', 'accepted', 'withdrawn'],
      clock: () => 'bfr-analysis',
      clocks: ['bfr-analysis'],
    },
    {
      name: 'free',
      startsOn: ['asked'],
      stopsOn: ['answered'],
      clock: () => 'bfr-free-cancellation',
      clocks: ['bfr-free-cancellation'],
      passes: true,
    },
  ],
  documents: {},
});
const ask = (name: string, state: string, openedBy: string, clock?: string) =>
  awaited(view, kind, { name, state, openedBy, clock });

test('the side that the first of its events belongs to must act; a withdrawal does not count', () => {
  const events = ['answered', 'part-answered'];
  assert.deepEqual(ask('answer', 'asked', clec), { parties: [ilec], usually: false, events });
  assert.deepEqual(ask('answer', 'asked', ilec), { parties: [clec], usually: false, events });
});

test('where either may stop it, the agreement says who that usually is', () => {
  // Article III §7: the analysis counts by the calendar of who performs, usually the incumbent.
  const events = ['settled', 'accepted'];
  const sorted = (clock: string) => {
    const found = ask('end', 'partly', clec, clock);
    return { ...found, events: [...found.events].sort().reverse() };
  };
  assert.deepEqual(sorted('bfr-analysis'), { parties: [ilec], usually: true, events });
  assert.deepEqual(sorted('no-such-clock'), { parties: [ilec, clec], usually: false, events });
});

test('a case that the program opened belongs to no side', () => {
  assert.equal(ask('answer', 'asked', 'meetpoint', 'bfr-analysis').usually, true);
});

test('nobody must act where nobody fails when it runs out', () => {
  assert.deepEqual(ask('free', 'asked', clec, 'bfr-analysis').parties, []);
});
