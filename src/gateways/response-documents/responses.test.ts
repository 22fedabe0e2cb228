import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { loadAgreement } from '../../agreement/load.ts';
import { migrations } from '../../app/database.ts';
import { kinds } from '../../app/kinds.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { lossKind } from '../../articles/end-users/loss/loss-case.ts';
import { unwrap } from '../../base/result.ts';
import { OrderTest, ordersDatabase, testLoop } from '../../flows/take-order/test-orders.ts';
import { formsFolder } from '../../formats/order-forms/shipped.ts';
import { RESPONSE_FIELDS, responseSchema } from '../../formats/order-xml/index.ts';
import type { Database } from '../../platform/database.ts';
import { findResponse, listResponses } from './find-responses.ts';
import { responseOf } from './response-of-case.ts';
import type { ResponseDocument, ResponseKind } from './response.ts';
import { headerText } from './write-mail.ts';
import { writeResponse } from './write.ts';

const agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary }));

/** Header fields of a message by their names, unfolded; what is no header is an error. */
function headersOf(mail: string): Map<string, string> {
  const head = mail.slice(0, mail.indexOf('\r\n\r\n'));
  assert.doesNotMatch(mail, /(^|[^\r])\n|\r(?!\n)/, 'lines end with CRLF alone');
  for (const line of mail.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 76, line);
  const fields = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  return new Map(
    fields.map((field) => {
      const [, name = '', value = ''] =
        /^([A-Za-z-]+): (.*)$/.exec(field) ?? assert.fail(`no header: ${field}`);
      return [name, value];
    }),
  );
}

/** What encoded words and plain words say (RFC 2047). */
const decoded = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?B\?([^?]*)\?=/g, (_, word: string) => Buffer.from(word, 'base64').toString());

/** The parts of the message, decoded. */
const partsOf = (mail: string): string[] =>
  mail
    .split(/\r\n--=_[0-9a-f]+(?:--)?\r\n/)
    .slice(1, -1)
    .map((part) => Buffer.from(part.slice(part.indexOf('\r\n\r\n')), 'base64').toString());

describe('documents that tell of an order', () => {
  let db: Database;
  let desk: OrderTest;
  const made = new Map<ResponseKind, ResponseDocument>();
  before(async () => {
    db = await ordersDatabase(migrations, agreement);
    desk = new OrderTest(db, agreement, kinds);
    const send = (pon: string, changes = {}) => desk.send(testLoop(pon, changes), '2026-11-16T09:00');
    unwrap(await send('R1'));
    unwrap(await send('R2', { quantity: 0 }));
    unwrap(await send('R3'));
    unwrap(await desk.answer('LSR/SKT/R1/01', 'confirmed', '2026-11-16T10:00', { dueDate: '2026-12-01' }));
    unwrap(await desk.answer('LSR/SKT/R1/01', 'jeopardy', '2026-11-20T10:00', { code: '1D' }));
    unwrap(
      await desk.answer('LSR/SKT/R1/01', 'jeopardy-cleared', '2026-11-23T10:00', { dueDate: '2026-12-01' }),
    );
    unwrap(
      await desk.answer('LSR/SKT/R1/01', 'completed', '2026-12-01T11:00', { ecckts: ['60.LXFU.009101.CTM'] }),
    );
    const queries = [{ field: 'LS.CFA', sentence: 'Which of the two cages?' }];
    unwrap(await desk.answer('LSR/SKT/R3/01', 'clarification-requested', '2026-11-16T10:00', { queries }));
    await db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, async (tx) => {
      for (const caseId of ['LSR/SKT/R1/01', 'LSR/SKT/R2/01', 'LSR/SKT/R3/01'])
        for (const { seq } of unwrap(await listResponses(tx, { agreement, kinds }, caseId))) {
          const one = unwrap(await findResponse(tx, { agreement, kinds }, { caseId, seq, whole: false }));
          made.set(one.kind, one);
        }
      const none = await findResponse(
        tx,
        { agreement, kinds },
        { caseId: 'LSR/SKT/R1/01', seq: 1, whole: false },
      );
      assert.equal(none.ok, false, 'nobody is told that an order was received before it is acknowledged');
      assert.equal((await listResponses(tx, { agreement, kinds }, 'LSR/SKT/R9/01')).ok, false);
    });
  });
  after(() => db.close());
  const text = (kind: ResponseKind): string => {
    const document = made.get(kind);
    assert.ok(document, kind);
    return writeResponse(document, 'txt');
  };

  test('each says what happened, by when, and what to do', () => {
    assert.deepEqual([...made.keys()].sort(), [
      'acknowledgement',
      'clarification',
      'completion',
      'confirmation',
      'jeopardy',
      'rejection',
    ]);
    // Five business hours after Monday 09:00: 14:00 (VIII §2.1).
    assert.match(
      text('acknowledgement'),
      /Answered by: +2026-11-16 14:00 \(America\/Chicago\) \(VIII §2\.1\)/,
    );
    assert.match(text('rejection'), /LSR-0303/);
    assert.match(text('rejection'), /What to do: \S/);
    assert.match(text('confirmation'), /Order R1 version 01 is confirmed for 2026-12-01/);
    assert.match(text('jeopardy'), /1D/);
    assert.match(text('completion'), /Circuits: +60\.LXFU\.009101\.CTM/);
    assert.match(text('clarification'), /Which of the two cages\?/);
    assert.match(text('clarification'), /Answer by: +2026-/);
  });

  test('none tells of the end user', () => {
    for (const document of made.values())
      for (const format of ['txt', 'html', 'xml'] as const)
        assert.doesNotMatch(writeResponse(document, format), /Ahrens|Walnut/i, `${document.kind}.${format}`);
  });

  test('a mail is a message of RFC 5322 with text and HTML, the same bytes each time', () => {
    for (const document of made.values()) {
      const mail = writeResponse(document, 'eml', { from: 'lsc@ilec.example', to: 'orders@clec.example' });
      assert.equal(
        mail,
        writeResponse(document, 'eml', { from: 'lsc@ilec.example', to: 'orders@clec.example' }),
      );
      const headers = headersOf(mail);
      assert.equal(decoded(headers.get('Subject') ?? ''), document.subject);
      assert.equal(decoded(headers.get('From') ?? ''), 'CenturyTel of Missouri, LLC <lsc@ilec.example>');
      assert.match(headers.get('Date') ?? '', /^[A-Z][a-z]{2}, \d{1,2} (Nov|Dec) 2026 \d\d:\d\d:\d\d -0600$/);
      const [plain = '', html = ''] = partsOf(mail);
      assert.equal(plain.replaceAll('\r\n', '\n'), writeResponse(document, 'txt'));
      assert.match(html, /^<!DOCTYPE html>/);
    }
  });

  test('no text begins a header of its own, in whatever field it comes', () => {
    const [base] = made.values();
    assert.ok(base);
    const evil = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        'x\r\nBcc: all@example.com',
        'x\n\n<script>alert(1)</script>',
        '\u2028Bcc: x',
        '=?UTF-8?B?eA==?=',
      ),
    );
    fc.assert(
      fc.property(evil, evil, (subject, from) => {
        const mail = writeResponse({ ...base, subject, from }, 'eml', {
          from: 'a@b.example',
          to: 'c@d.example',
        });
        assert.deepEqual(
          [...headersOf(mail).keys()],
          ['Date', 'From', 'To', 'Subject', 'Message-ID', 'Auto-Submitted', 'MIME-Version', 'Content-Type'],
        );
      }),
    );
    assert.throws(() => writeResponse(base, 'eml', { to: 'a@b.example\r\nBcc: x@y.example' }), /no address/);
    // What looks like an encoded word already is not taken for one.
    assert.equal(decoded(headerText('=?UTF-8?B?eA==?=', 9)), '=?UTF-8?B?eA==?=');
  });

  test('a page and a form hold any text without being changed by it', () => {
    const [base] = made.values();
    assert.ok(base);
    const evil = '<img src=x onerror=alert(1)>"&\u0001';
    const document: ResponseDocument = {
      ...base,
      subject: evil,
      facts: [[evil, evil]],
      form: { fields: { PON: evil }, reasons: [{ ERRORTEXT: evil }] },
    };
    assert.doesNotMatch(writeResponse(document, 'html'), /<img/);
    const xml = writeResponse(document, 'xml');
    let pon = '';
    const parser = new SaxesParser({ xmlns: true });
    parser.on('error', (error) => assert.fail(error.message));
    parser.on('text', (part) => (pon += part));
    parser.write(xml).close();
    assert.equal(pon.trim().split('\n')[0], evil.replace('\u0001', ''));
  });

  test('the response form is that of its schema, which is shipped', () => {
    assert.equal(
      readFileSync(path.join(formsFolder, 'responses.xsd'), 'utf8'),
      responseSchema(),
      'run node bin/meetpoint.cjs node tools/order-schema.ts',
    );
    const names = new Set(RESPONSE_FIELDS.map(({ field }) => field));
    for (const { form, kind } of made.values())
      for (const field of Object.keys(form.fields)) assert.ok(names.has(field), `${kind} ${field}`);
    const confirmed = writeResponse(made.get('confirmation') ?? assert.fail(), 'xml');
    // Confirmed on Monday 16 November at 10:00 for 1 December.
    assert.match(confirmed, /<RT>C<\/RT>\n +<DTSENT>11-16-2026-1000AM<\/DTSENT>\n +<DD>12-01-2026<\/DD>/);
  });

  test('a loss names the line for who may see it, and nobody else', () => {
    const about = {
      occurredAt: '2026-12-01T17:00:00Z',
      recordedAt: '2026-12-01T17:00:00Z',
      actor: 'centurytel',
    };
    const lost = { pon: 'R7', numbers: ['5737770100'], disconnectOn: '2026-12-01' };
    const event = (seq: number, name: string, body: object) => ({
      ...about,
      seq,
      name,
      body: { ...body },
      prevHash: '',
      hash: `${seq}`.repeat(64),
    });
    const events = [event(1, 'disconnected', lost), event(2, 'sent', { ...lost, reason: 'provider-change' })];
    const told = (whole: boolean): string => {
      const document = responseOf({ agreement, kind: lossKind, caseId: 'LOSS/R7', events, whole });
      return document === undefined
        ? ''
        : ['txt', 'xml'].map((one) => writeResponse(document, one as 'txt')).join();
    };
    assert.match(told(true), /Telephone numbers: +5737770100/);
    assert.match(told(true), /<TN>5737770100<\/TN>/);
    assert.doesNotMatch(told(false), /5737770100/);
    assert.match(told(false), /ask for them with your purpose/);
  });
});
