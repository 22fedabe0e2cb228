import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as codes from './codes.ts';

function vectors(
  read: (text: string) => string | undefined,
  valid: Readonly<Record<string, string>>,
  invalid: readonly string[],
): void {
  for (const [text, wanted] of Object.entries(valid)) assert.equal(read(text), wanted, text);
  for (const text of invalid) assert.equal(read(text), undefined, text);
}

test('telephone numbers', () => {
  vectors(
    codes.telephoneNumber,
    {
      '573-777-1234': '5737771234',
      '(573) 777-1234': '5737771234',
      '+15737771234': '5737771234',
      '1 573 777 1234': '5737771234',
      '573.777.1234': '5737771234',
    },
    [
      '',
      '573777123',
      '57377712345',
      '1737771234',
      '5731771234',
      '0737771234',
      '573-777-12A4',
      '+445737771234',
      '+5737771234',
    ],
  );
  const tn = codes.telephoneNumber('573-777-1234');
  assert.ok(tn);
  assert.equal(codes.formatTelephoneNumber(tn), '573-777-1234');
  assert.equal(codes.blockOf(tn), '5737771');
});

test('location codes', () => {
  vectors(codes.clli, { CLMAMOXA: 'CLMAMOXA', ' clmamoxads0 ': 'CLMAMOXADS0' }, [
    'CLMAMO',
    'CLMAMOXAD',
    'CLMAMOXADS01',
    'CLM1MOXA',
    'CLMA1OXA',
    '',
  ]);
});

test('company codes', () => {
  vectors(codes.ocn, { '9c01': '9C01', ' 0001': '0001' }, ['', '901', '90011', '90-1']);
});

test('purchase order numbers', () => {
  vectors(codes.pon, { 'skt-1001': 'SKT-1001', ABCDEFGHIJKLMNOP: 'ABCDEFGHIJKLMNOP', "A.B,C'D": "A.B,C'D" }, [
    '',
    'ABCDEFGHIJKLMNOPQ',
    '-A',
    'A B',
    'A_B',
  ]);
});

test('circuit ids', () => {
  vectors(codes.ecckt, { '50.hcgs.123456..sb': '50.HCGS.123456..SB', '40.LXFU.000123': '40.LXFU.000123' }, [
    '',
    '40.LXFU',
    '40..123456',
    '40.LXFU.123456.',
    '40 LXFU 1',
    `40.LXFU.${'1'.repeat(11)}`,
  ]);
});
