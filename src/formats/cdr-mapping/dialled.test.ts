import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dialledField } from './fields.ts';

test('what was dialled is without the 1 before ten digits', () => {
  const read = dialledField({ column: 'dialled' }, () => 0, new Set(['']));
  const cases = [
    ['18005551212', 8_005_551_212],
    ['+1-573-555-1212', 5_735_551_212],
    ['sip:+18005551212@host', 8_005_551_212],
    ['8005551212', 8_005_551_212],
    ['911', 911],
    ['0', 0],
    ['05735551234', 5_735_551_234],
    ['*67', undefined],
  ] as const;
  for (const [text, wanted] of cases) assert.equal(read({ cells: [text] }), wanted, text);
});
