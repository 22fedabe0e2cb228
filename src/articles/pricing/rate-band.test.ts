import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { accounts } from '../../accounts/index.ts';
import { runDecision } from '../../agreement/decision.ts';
import { unwrap } from '../../base/result.ts';
import { cases } from '../../cases/index.ts';
import { loadPart } from '../../cases/test-partial-agreement.ts';
import { inventory } from '../../inventory/index.ts';
import { network } from '../../network/index.ts';
import { parties } from '../../parties/index.ts';
import { pricing } from './index.ts';
import { rateBand } from './rate-band.ts';

const tiny = unwrap(
  loadPart({
    dir: path.join(import.meta.dirname, '..', '..', '..', 'agreements', 'tiny'),
    articles: ['a-general.md'],
    tables: ['parties', 'holidays', 'rates', 'products', 'wire-centers'],
    vocabulary: [accounts, cases, inventory, network, parties, pricing],
  }),
);
const ask = (wireCenter: string) => runDecision(rateBand, tiny, { wireCenter }, { asOf: '2026-10-31' });

test('a wire center has one band', () => {
  assert.equal(unwrap(ask('FSPGCOXA')).value, 'town');
  assert.equal(unwrap(ask('PBUTCOXA')).value, 'country');
});

test('a wire center that is not listed is named with those that are', () => {
  const wrong = ask('XXXXCOXX');
  assert.deepEqual(wrong.ok ? [] : wrong.problems.map(({ id, cure }) => [id, cure]), [
    ['pricing/unknown-wire-center', 'Wire centers are: FSPGCOXA, PBUTCOXA.'],
  ]);
});
