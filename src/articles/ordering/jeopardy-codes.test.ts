import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findJeopardyCode, jeopardyCodes } from './jeopardy-codes.ts';

/** The published list of access orders: 1A to 1Z without I, O and V. */
const ASOG = [...'ABCDEFGHJKLMNPQRSTUWXYZ'].map((letter) => `1${letter}`);
const CAUSES = new Set(['incumbent', 'orderer', 'end-user', 'third-party', 'force-majeure']);

test('access orders have the 23 published codes, each with who caused it', () => {
  const codes = jeopardyCodes('asr');
  assert.equal(ASOG.length, 23);
  assert.deepEqual(
    codes.map(({ code }) => code),
    ASOG,
  );
  for (const { code, name, causedBy } of codes) {
    assert.ok(CAUSES.has(causedBy), `${code} ${causedBy}`);
    assert.notEqual(name, '');
  }
});

test('a miss is excused where the orderer or the end user caused it, and for nobody else', () => {
  for (const kind of ['asr', 'lsr'] as const)
    for (const { code, causedBy, missExcused } of jeopardyCodes(kind))
      assert.equal(missExcused, ['orderer', 'end-user'].includes(causedBy), code);
  // 1C, 1E, 1G, 1R and 1S.
  assert.equal(jeopardyCodes('asr').filter(({ missExcused }) => missExcused).length, 5);
});

test('local orders take over all codes but that of entrance facilities', () => {
  assert.deepEqual(
    jeopardyCodes('lsr').map(({ code }) => code),
    ASOG.filter((code) => code !== '1W'),
  );
  assert.equal(findJeopardyCode('lsr', '1W'), undefined);
  assert.equal(findJeopardyCode('asr', '1W')?.causedBy, 'incumbent');
  assert.equal(findJeopardyCode('asr', '1I'), undefined);
});
