import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Type } from 'typebox';
import { paymentEntries, postJournal } from '../../accounts/journal.ts';
import type { Invoice, InvoiceLine } from '../../accounts/invoice.ts';
import { defineDecision } from '../../agreement/decision.ts';
import { loadAgreement } from '../../agreement/load.ts';
import type { Agreement, AgreementView } from '../../agreement/agreement.ts';
import { allTables } from '../../agreement/vocabulary.ts';
import { migrations, registerAgreement } from '../../app/database.ts';
import { kinds } from '../../app/kinds.ts';
import { decisions, vocabulary } from '../../app/vocabulary.ts';
import { assignmentKind } from '../../articles/general-provisions/assignment/assignment-case.ts';
import { cents, formatCents, sumCents } from '../../base/money.ts';
import { ok, unwrap } from '../../base/result.ts';
import { record } from '../../cases/record.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { testDatabase } from '../../platform/test-database.ts';
import { closeMonth } from '../close-month/close-month.ts';
import { Changes, compareAgreements, trueUp } from './compare.ts';
import type { Comparison, TrueUp } from './compare.ts';

const EXAMPLE = 'examples/october-2026';
const CHANGE_OF_LAW = `${EXAMPLE}/amendments/change-of-law-analog-loops.yaml`;
const DAY = '2026-11-20';
const tables = allTables(vocabulary);

/** Dearer xDSL loops in zone 2 and installations, cheaper ISP minutes from 1 October, and a shorter time to confirm: all recorded later. */
const RETROACTIVE = `id: retroactive
title: A retroactive amendment
kind: amendment
effectiveOn: 2026-10-01
recordedAt: 2026-11-15T12:00:00Z
provenance: assumed
source: this test
text: The Parties change four numbers from 1 October 2026.
changes:
  - set: rates#loop-2w-xdsl-z2
    value: { price: $25.00 per month }
  - set: rates#install-first
    value: { price: $61.00 per line }
  - set: rates#isp
    value: { price: $0.0005 per minute }
  - set: clock.lsr-foc-electronic
    value: { length: 4 business hours }
`;
/** The same without the clock. */
const PRICES = RETROACTIVE.slice(0, RETROACTIVE.indexOf('  - set: clock'));

let work: string;
let month: string;
let file: string;
let db: Database;
let invoices: readonly Invoice[];
let amended: readonly Invoice[];
let drafted: { readonly touched?: Comparison['touched']; readonly correction: TrueUp };
const load = (amendments: readonly string[] = []): Agreement =>
  unwrap(loadAgreement('agreements/missouri-2006', { vocabulary, variant: 'centurytel', amendments }));
const plain = load();

/** October with one day of usage, closed; issued where it is asked. */
async function close(
  to: Database,
  agreement: Agreement,
  usage: string,
  issue: boolean,
): Promise<readonly Invoice[]> {
  await registerAgreement(to, agreement, []);
  const closed = await closeMonth({
    db: to,
    agreement,
    month: '2026-10',
    inputDir: month,
    usageDir: path.join(work, usage),
    numberingDir: 'reference/numbering',
    clock: fixedClock('2026-11-02T15:00:00Z'),
    issue,
  });
  return unwrap(closed).invoices;
}

before(async () => {
  work = mkdtempSync(path.join(tmpdir(), 'meetpoint-compare-'));
  month = path.join(work, 'month');
  cpSync(EXAMPLE, month, {
    recursive: true,
    filter: (name) => !/truth|their-bill|[/\\]sip|[/\\]emi[/\\].*2026-10-(?!01)/.test(name),
  });
  file = path.join(work, 'retroactive.yaml');
  writeFileSync(file, RETROACTIVE);
  db = await testDatabase(migrations);
  invoices = await close(db, plain, 'plain', true);
  const other = await testDatabase(migrations);
  const prices = path.join(work, 'prices.yaml');
  writeFileSync(prices, PRICES);
  amended = await close(other, load([prices]), 'amended', false);
  drafted = await other.withTransaction({ kind: 'agreement', agreementId: plain.id }, async (tx) => {
    const [a, b] = [load([prices]).at(DAY), plain.at(DAY)];
    const { touched } = await compareAgreements(a, b, { tables, kinds, tx });
    return { touched, correction: unwrap(await trueUp(tx, new Changes(a, b, tables), decisions)) };
  });
  await other.close();
});
after(async () => {
  await db.close();
  rmSync(work, { recursive: true, force: true });
});

const compare = (a: AgreementView, b: AgreementView): Promise<Comparison> =>
  db.withTransaction({ kind: 'agreement', agreementId: plain.id }, (tx) =>
    compareAgreements(a, b, { tables, kinds, tx }),
  );
const correct = (a: AgreementView, b: AgreementView, asked = decisions): Promise<TrueUp> =>
  db.withTransaction({ kind: 'agreement', agreementId: plain.id }, async (tx) =>
    unwrap(await trueUp(tx, new Changes(a, b, tables), asked)),
  );

/** Lines of the month that the amendment is about, found by what they charge and not by their receipts. */
const isAbout = ({ element, zone, source }: InvoiceLine): boolean =>
  (source.kind === 'circuit' && element === 'loop-2w-xdsl' && zone === '2') ||
  element === 'isp-bound-termination' ||
  element === 'loop-install-first';
const aboutIt = (): [string, number][] =>
  invoices.flatMap(({ number, lines }) =>
    lines.filter(isAbout).map(({ line }): [string, number] => [number, line]),
  );

describe('a month that is issued, and an amendment after it', () => {
  it('has exactly the changed terms, the open bills and the open cases that rest on them', async () => {
    const { terms, touched, counts } = await compare(plain.at(DAY), load([file]).at(DAY));
    assert.deepEqual(
      terms
        .map(({ change, key, fields }) => [
          change,
          key,
          ...fields.map(({ field, before, after }) => [field, before, after]),
        ])
        .sort(),
      [
        ['changed', 'clock.lsr-foc-electronic', ['length', '5 business hours', '4 business hours']],
        ['changed', 'rates#install-first', ['price', '$60.00 per line', '$61.00 per line']],
        ['changed', 'rates#isp', ['price', '$0.0007 per minute', '$0.0005 per minute']],
        ['changed', 'rates#loop-2w-xdsl-z2', ['price', '$24.00 per month', '$25.00 per month']],
      ],
    );
    assert.equal(counts.terms.changed, 4);
    const found = (touched?.invoices ?? []).flatMap(({ number, lines }) =>
      lines.map(({ line }): [string, number] => [number, line]),
    );
    assert.ok(found.length > 4);
    assert.deepEqual(found, aboutIt());
    assert.ok(touched?.invoices.every(({ status }) => status === 'open'));
    // The two requests of October that nobody has answered, hours counted from 8:00 to 17:00. Received Wednesday 13:20:
    // 3:40 that day and 1:20 on Thursday are 5 hours, 0:20 are 4. Received Friday 15:20: 1:40, and 3:20 or 2:20 on Monday.
    assert.deepEqual(
      touched?.cases.map(({ id, clocks }) => [
        id,
        ...clocks.map(({ dueAt, dueAtThen }) => [dueAt, dueAtThen]),
      ]),
      [
        ['LSR/SKT/S26-10039/01', ['2026-10-29T09:20:00-05:00', '2026-10-29T08:20:00-05:00']],
        ['LSR/SKT/S26-10040/01', ['2026-11-02T11:20:00-06:00', '2026-11-02T10:20:00-06:00']],
      ],
    );
  });

  it('finds the same between what was known before the amendment was recorded and after it', async () => {
    const both = load([file]);
    const [then, now] = [both.at(DAY, '2026-11-15T11:59:59Z'), both.at(DAY, '2026-11-15T12:00:00Z')];
    const found = await compare(then, now);
    assert.deepEqual(found.touched, (await compare(plain.at(DAY), both.at(DAY))).touched);
    assert.deepEqual(await correct(then, now), await correct(plain.at(DAY), both.at(DAY)));
    assert.deepEqual((await compare(now, now)).touched, { changes: [], cases: [], invoices: [] });
  });

  it('touches no bill by an amendment that only closes new orders', async () => {
    const { terms, touched } = await compare(plain.at(DAY), load([CHANGE_OF_LAW]).at(DAY));
    assert.deepEqual(
      terms.map(({ key }) => key),
      ['elements.offer.loop-2w-analog', 'elements.offer.loop-4w-analog'],
    );
    assert.deepEqual([touched?.invoices, touched?.cases], [[], []]);
  });

  it('corrects to the cent what a close under the amended agreement would have billed', async () => {
    const found = await correct(plain.at(DAY), load([file]).at(DAY));
    assert.deepEqual(found.notRecomputed, []);
    assert.equal(found.lines.length + found.unchanged, aboutIt().length);
    const total = (list: readonly Invoice[], ban: string): bigint =>
      list.find((one) => one.ban === ban)?.total ?? 0n;
    assert.deepEqual(
      found.accounts.map(({ ban, difference }) => [ban, difference]).sort(),
      invoices
        .map(({ ban }) => [ban, formatCents(cents(total(amended, ban) - total(invoices, ban)))])
        .filter(([, difference]) => difference !== '0.00')
        .sort(),
    );
    // The recurring charge in advance: one dollar more for each circuit, a whole month.
    const advance = found.lines.find(({ description }) => /loop, zone 2: \d+ circuits/.test(description));
    const circuits = /(\d+) circuits/.exec(advance?.description ?? '')?.[1] ?? '';
    assert.equal(advance?.difference, `${circuits}.00`);
    assert.ok(Number(circuits) > 1);
    const installs = found.lines.filter(({ element }) => element === 'loop-install-first');
    assert.ok(installs.length > 3);
    for (const { billed, again, difference, backBilling } of installs)
      assert.deepEqual(
        [billed, again, difference, backBilling?.value],
        ['60.00', '61.00', '1.00', 'allowed'],
      );
    assert.equal(found.nextBillOn, '2026-12-01');
    assert.ok(found.stoppedClocks > 0);
    const sums = sumCents(found.lines.map(({ difference }) => cents(Math.round(Number(difference) * 100))));
    const accounts = sumCents(
      found.accounts.map(({ difference }) => cents(Math.round(Number(difference) * 100))),
    );
    assert.equal(sums, accounts);
  });

  it('leaves out of the sums what the limit on back-billing bars; what is given back has no such limit', async () => {
    const none = defineDecision({
      name: 'back-billing',
      doc: 'Nothing may be billed later.',
      facts: Type.Object({ serviceOn: Type.String(), billOn: Type.String(), cause: Type.String() }),
      value: 'code',
      decide: () => ok({ value: 'barred', clause: 'III §9.7' }),
    });
    const [a, b] = [plain.at(DAY), load([file]).at(DAY)];
    const found = await correct(a, b, [...decisions.filter(({ name }) => name !== 'back-billing'), none]);
    for (const { difference, backBilling } of found.lines)
      assert.equal(backBilling?.value, difference.startsWith('-') ? undefined : 'barred');
    const all = await correct(a, b);
    const sumOf = (one: TrueUp): (readonly [string, number])[] =>
      one.accounts.map(({ ban, difference, barred }) => [ban, Number(difference) + Number(barred)] as const);
    assert.deepEqual(sumOf(found), sumOf(all));
    assert.ok(found.accounts.some(({ barred }) => barred !== '0.00'));
    assert.ok(found.accounts.every(({ difference }) => Number(difference) <= 0));
  });

  it('touches a line only when it is of days on which the term differs', async () => {
    const late = path.join(work, 'late.yaml');
    writeFileSync(late, RETROACTIVE.replace('effectiveOn: 2026-10-01', 'effectiveOn: 2026-10-15'));
    const { touched } = await compare(plain.at(DAY), load([late]).at(DAY));
    const days = (lines: readonly { element: string; from: string }[]): string[] =>
      lines.filter(({ element }) => element === 'loop-install-first').map(({ from }) => from);
    const all = days(invoices.flatMap(({ lines }) => lines));
    const found = days(touched?.invoices.flatMap(({ lines }) => lines) ?? []);
    assert.deepEqual(
      found,
      all.filter((day) => day >= '2026-10-15'),
    );
    assert.ok(found.length > 0 && found.length < all.length);
  });

  it('calls a bill that is not issued a draft, and corrects none', () => {
    assert.ok((drafted.touched?.invoices.length ?? 0) > 1);
    assert.ok(drafted.touched?.invoices.every(({ status }) => status === 'draft'));
    const { lines, accounts, nextBillOn } = drafted.correction;
    assert.deepEqual([lines, accounts, nextBillOn], [[], [], undefined]);
  });

  it('names what cannot be decided again, and what was not billed under the first agreement', async () => {
    const within = path.join(work, 'within.yaml');
    writeFileSync(within, RETROACTIVE.replace('effectiveOn: 2026-10-01', 'effectiveOn: 2026-10-15'));
    const { notRecomputed } = await correct(plain.at(DAY), load([within]).at(DAY));
    assert.ok(notRecomputed.length > 0);
    for (const { element, why } of notRecomputed) {
      assert.equal(element, 'isp-bound-termination');
      assert.match(why, /must be rated again: "rates#isp" changes within its days/);
    }
    const back = await correct(load([file]).at(DAY), plain.at(DAY));
    assert.ok(
      back.notRecomputed.some(({ why }) => /does not come to the \$[\d.]+ that were billed/.test(why)),
    );
  });

  it('leaves bills as they are, and drops one from the open ones when it is paid', async () => {
    const count = (): Promise<unknown> =>
      db.withTransaction({ kind: 'install' }, (tx) =>
        tx.query(
          'SELECT (SELECT count(*) FROM invoice_line) AS lines, (SELECT count(*) FROM posting) AS postings',
        ),
      );
    const before = await count();
    const [a, b] = [plain.at(DAY), load([file]).at(DAY)];
    const first = await correct(a, b);
    assert.deepEqual(await count(), before);
    const paid = invoices.find(({ lines }) =>
      lines.some((line) => line.source.kind === 'circuit' && isAbout(line)),
    );
    assert.ok(paid);
    await db.withTransaction({ kind: 'agreement', agreementId: plain.id }, (tx) =>
      postJournal(
        tx,
        plain.id,
        paymentEntries([{ ban: paid.ban, bill: paid.number, receivedOn: '2026-11-18', amount: paid.total }]),
      ),
    );
    const open = (await compare(a, b)).touched?.invoices.map(({ number }) => number) ?? [];
    assert.ok(!open.includes(paid.number) && open.length > 0);
    const again = await correct(a, b);
    assert.deepEqual(again.accounts, first.accounts);
    assert.ok(again.lines.some(({ invoice, settled }) => invoice === paid.number && settled));
  });

  it('asks a clock that began with a notice again with the notice', async () => {
    const { parties } = plain;
    await db.withTransaction({ kind: 'agreement', agreementId: plain.id }, async (tx) =>
      unwrap(
        await record(tx, plain, assignmentKind, 'ASSIGNMENT/2026-01', {
          name: 'requested',
          occurredAt: '2026-11-02T15:00:00Z',
          recordedAt: '2026-11-02T15:00:00Z',
          actor: parties.clec,
          body: {
            notice: { method: 'certified-mail', sentAt: '2026-11-02T15:00:00Z' },
            assignee: 'Prairie Networks, LLC',
            affiliate: false,
            effectiveOn: '2027-01-01',
          },
        }),
      ),
    );
    const shorter = path.join(work, 'shorter.yaml');
    writeFileSync(
      shorter,
      `${RETROACTIVE.slice(0, RETROACTIVE.indexOf('  - set'))}  - set: clock.assignment-consent
    value: { length: 20 calendar days }
`,
    );
    const { touched } = await compare(plain.at(DAY), load([shorter]).at(DAY));
    // A certified letter of 2 November counts on the 7th: 30 days later is 7 December, 20 days later 27 November.
    assert.deepEqual(
      touched?.cases.map(({ id, clocks }) => [
        id,
        ...clocks.map(({ dueAt, dueAtThen }) => [dueAt, dueAtThen]),
      ]),
      [['ASSIGNMENT/2026-01', ['2026-12-07', '2026-11-27']]],
    );
  });
});
