import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readNumber, uriParameter } from './number.ts';

const nanp = { kind: 'nanp', value: 5738741234 };

test('the ways in which switches write a number of the North American plan', () => {
  for (const text of [
    '5738741234',
    '15738741234',
    '+15738741234',
    '1-573-874-1234',
    '+1 (573) 874-1234',
    '573.874.1234',
    'tel:+1-573-874-1234',
    'TEL:+15738741234;phone-context=+1',
    'sip:+15738741234@host.example:5060;user=phone',
    'sips:5738741234@[2001:db8::1]',
    'sip:+15738741234;npdi;rn=+15737770000@host;user=phone',
    '<sip:+15738741234@host>',
    '"Caller, A. <x>" <sip:+15738741234@host>;tag=1'.replace('<x>', ''),
  ])
    assert.deepEqual(readNumber(text), nanp, text);
  assert.deepEqual(readNumber('874-1234', '573'), nanp);
});

test('codes of services are told from numbers, everything else by name', () => {
  for (const [text, value] of [
    ['911', 911],
    ['411', 411],
    ['0', 0],
    ['00', 0],
    ['sip:911@host', 911],
  ] as const)
    assert.deepEqual(readNumber(text), { kind: 'service', value });
  for (const text of [
    '1738741234',
    '5731741234',
    '8741234',
    '573874123',
    '57387412345',
    '+442071234567',
    '011442071234567',
    '111',
    '4',
    '+911',
    '25738741234',
  ])
    assert.deepEqual(readNumber(text), { kind: 'not-nanp' }, text);
  for (const text of [
    '',
    'alice',
    'sip:alice@host',
    '*67',
    '57387412e4',
    '5738741234x',
    '<>',
    'sip:@host',
    '+',
    '٥٧٣',
  ])
    assert.deepEqual(readNumber(text), { kind: 'not-a-number' }, text);
});

test('whatever is read as a number of the plan has its form, whatever the text', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+1]{0,2}\d{9,12}$/)), (text) => {
      const read = readNumber(text);
      if (read.kind === 'nanp') assert.match(String(read.value), /^[2-9]\d\d[2-9]\d{6}$/);
      if (read.kind === 'service') assert.ok(read.value < 1000);
    }),
    { numRuns: 2000 },
  );
});

test('parameters of the user part and of the URI are found by whole name', () => {
  const uri = '"A" <sip:+15738759001;npdi;RN=+15737770000@h;user=phone;tgrp=T1?x=1>';
  assert.equal(uriParameter(uri, 'rn'), '+15737770000');
  assert.equal(uriParameter(uri, 'tgrp'), 'T1');
  assert.equal(uriParameter(uri, 'grp'), undefined);
  assert.equal(uriParameter(uri, 'npdi'), undefined);
});
