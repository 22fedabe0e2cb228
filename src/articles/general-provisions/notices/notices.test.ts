import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { OPEN_END } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import { isBusinessDay } from '../../../base/calendar.ts';
import { unwrap } from '../../../base/result.ts';
import { calendarOf } from '../../../parties/calendars.ts';
import { decideDetails, decideValue, dueDates, loadMissouri, play, refusals } from '../test-relations.ts';
import { checkContacts } from './check-contacts.ts';
import { noticeKind } from './notice-case.ts';
import { noticeReceipt } from './notice-receipt.ts';
import { noticeValid } from './notice-valid.ts';
import { contactsTable } from './terms.ts';

const missouri = loadMissouri();
const BOTH = ['notices@centurytel.example', 'service@centurytel.example'];
const sent = (method: string, more: object = {}) => ({
  notice: { method, sentAt: '2026-11-20T10:00', to: 'ilec' },
  subject: 'Assignment',
  addresses: BOTH,
  ...more,
});

test('a notice is never received before it is sent, and business-day methods never on a day off', () => {
  const calendar = calendarOf(missouri, 'centurytel');
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 365 }),
      fc.constantFrom('personal', 'overnight', 'fax', 'email', 'certified-mail'),
      (days, method) => {
        const sentAt = Temporal.PlainDate.from('2026-01-01').add({ days }).toString();
        const on = String(decideValue(noticeReceipt, missouri, { method, sentAt, to: 'ilec' }));
        assert.ok(on >= sentAt);
        if (!['personal', 'certified-mail'].includes(method)) {
          assert.ok(on > sentAt);
          assert.ok(isBusinessDay(calendar, Temporal.PlainDate.from(on)));
        }
      },
    ),
  );
});

test('every contact that was missed is named', () => {
  const facts = { to: 'ilec', method: 'email', sentAt: '2026-11-20', addresses: ['nobody@x.example'] };
  assert.equal(decideValue(noticeValid, missouri, facts), 'incomplete');
  assert.deepEqual(decideDetails(noticeValid, missouri, facts), {
    missed: ['regulatory', 'operations'],
    receivedOn: '2026-11-23',
  });
  const byPost = { ...facts, addresses: ['100 CenturyTel Drive,  Monroe, Louisiana 71203'] };
  assert.equal(decideValue(noticeValid, missouri, byPost), 'valid');
});

test('a contact holds from its day to its day', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'meetpoint-contact-')), 'contact.yaml');
  writeFileSync(
    file,
    `id: contact\ntitle: New desk\nkind: amendment\neffectiveOn: 2026-11-21\nrecordedAt: 2026-11-21T00:00:00Z
provenance: assumed\nsource: this test\ntext: The operations contact is another.\nchanges:
  - set: contacts#centurytel-operations-1
    value: { email: desk@centurytel.example }\n`,
  );
  const amended = loadMissouri('centurytel', [file]);
  const facts = { to: 'ilec', method: 'email', addresses: BOTH };
  assert.equal(decideValue(noticeValid, amended, { ...facts, sentAt: '2026-11-20' }), 'valid');
  assert.equal(decideValue(noticeValid, amended, { ...facts, sentAt: '2026-11-23' }), 'incomplete');
});

test('a notice keeps its receipt and its answer as clocks', () => {
  // Friday 20 November by e-mail counts on Monday 23.
  const due = dueDates(missouri, noticeKind, [
    ['sent', '2026-11-20T10:00', sent('email', { answerBy: '2026-12-04' })],
  ]);
  assert.deepEqual(due, { receipt: '2026-11-23', answer: '2026-12-04' });
  const { events } = play(missouri, noticeKind, [['sent', '2026-11-20T10:00', sent('email')]]);
  assert.deepEqual(noticeKind.view?.(missouri, events), {
    validity: 'valid',
    missed: [],
    receivedOn: '2026-11-23',
  });
});

test('a notice in a way without a rule, without an address, or answered twice is refused', () => {
  const at = '2026-11-20T10:00';
  assert.deepEqual(refusals(missouri, noticeKind, [['sent', at, sent('pigeon')]]), ['notice/no-rule']);
  assert.deepEqual(refusals(missouri, noticeKind, [['sent', at, sent('email', { addresses: [] })]]), [
    'case/body',
  ]);
  const twice = refusals(missouri, noticeKind, [
    ['sent', at, sent('email')],
    ['answered', '2026-11-24T10:00', { answer: 'Yes' }, 'centurytel'],
    ['answered', '2026-11-25T10:00', { answer: 'No' }, 'centurytel'],
  ]);
  assert.deepEqual(twice, ['case/not-allowed']);
});

test('contacts of strangers, gaps in a list and a party without a contact are problems', () => {
  assert.deepEqual(checkContacts(missouri), []);
  const rows = missouri.at(OPEN_END).rows(contactsTable);
  const remove = (id: string) => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'meetpoint-contact-')), 'less.yaml');
    writeFileSync(
      file,
      `id: less\ntitle: Less\nkind: correction\nrecordedAt: 2026-11-21T00:00:00Z
provenance: assumed\nsource: this test\ntext: One contact less.\nchanges:\n  - remove: contacts#${id}\n`,
    );
    try {
      loadMissouri('centurytel', [file]);
      return '';
    } catch (error) {
      return String(error);
    }
  };
  assert.ok(rows.length > 0);
  assert.match(remove('centurytel-operations-2'), /escalation\/gap/);
  assert.match(remove('socket-regulatory-1'), /notice\/no-contact/);
});

test('a notice is of the day in Missouri on which it was sent, however its time is written', () => {
  // 02:00 in Greenwich on the 20th is 20:00 on the 19th in Missouri, the day on its return receipt.
  const mail = { method: 'certified-mail', sentAt: '2026-11-20T02:00Z', to: 'ilec' };
  assert.equal(decideValue(noticeReceipt, missouri, { ...mail, receivedOn: '2026-11-19' }), '2026-11-19');
  assert.deepEqual(decideValue(noticeReceipt, missouri, { ...mail, receivedOn: '2026-11-18' }), [
    'notice/before-sent',
  ]);
  const asked = { asOf: '2020-01-01' };
  const made = unwrap(runDecision(noticeReceipt, missouri, mail, asked));
  assert.equal(made.asOf, '2026-11-19');
  const valid = runDecision(noticeValid, missouri, { ...mail, addresses: BOTH }, asked);
  assert.equal(unwrap(valid).asOf, '2026-11-19');
});

test('a notice that was sent at no point in time is refused, with a return receipt too', () => {
  for (const more of [{}, { receivedOn: '2026-11-19' }]) {
    const facts = { method: 'certified-mail', sentAt: 'last Thursday', ...more };
    assert.deepEqual(decideValue(noticeReceipt, missouri, facts), ['notice/facts']);
  }
});

test('a notice goes to the other party than the one that sends it, and counts by the calendar of that one', () => {
  // Friday 27 November is a holiday of CenturyTel and a business day of Socket; Thursday 26 is a holiday of both.
  const to = (actor: string, recipient?: string) => {
    const notice = { method: 'email', sentAt: '2026-11-25T10:00', ...(recipient ? { to: recipient } : {}) };
    const addresses = ['notices@socket.example', 'service@socket.example'];
    return [['sent', '2026-11-25T10:00', { notice, subject: 'Change', addresses }, actor]] as const;
  };
  assert.equal(dueDates(missouri, noticeKind, to('centurytel'))['receipt'], '2026-11-27');
  assert.equal(dueDates(missouri, noticeKind, to('socket'))['receipt'], '2026-11-30');
  const { events } = play(missouri, noticeKind, to('centurytel'));
  assert.deepEqual(noticeKind.view?.(missouri, events), {
    validity: 'valid',
    missed: [],
    receivedOn: '2026-11-27',
  });
  assert.deepEqual(refusals(missouri, noticeKind, to('centurytel', 'ilec')), ['notice/to-oneself']);
});

test('who receives it is asked where the answer depends on it, and only there', () => {
  const email = (day: string, to?: string) =>
    decideValue(noticeReceipt, missouri, { method: 'email', sentAt: day, ...(to ? { to } : {}) });
  assert.deepEqual(email('2026-11-25'), ['notice/no-recipient']);
  assert.equal(email('2026-11-25', 'clec'), '2026-11-27');
  assert.equal(email('2026-11-23'), '2026-11-24');
});

test('a notice by fax reaches the fax numbers, however they are written', () => {
  const fax = (...addresses: string[]) =>
    decideValue(noticeValid, missouri, { to: 'clec', method: 'fax', sentAt: '2026-11-20', addresses });
  assert.equal(fax('(573) 555-0120', '+1 573 555 0121'), 'valid');
  assert.equal(fax('573-555-0120', '573-555-0100'), 'incomplete');
});
