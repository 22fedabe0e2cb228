import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { migrations } from '../../app/database.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { usageCharges } from '../../articles/interconnection/charges.ts';
import { loadAgreement } from '../../agreement/load.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { documentText } from '../../agreement/test-agreement.ts';
import { unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { testDatabase } from '../../platform/test-database.ts';
import { closeTraffic } from '../../traffic/index.ts';
import type { TrafficMonth } from '../../traffic/index.ts';
import { emiFile, inputFolder } from '../../traffic/test-month.ts';
import { usageFolder } from '../close-month/close-month.ts';
import { explain } from './explain.ts';
import type { Explanation } from './explanation.ts';

const CALLED_ISP = { toNumber: '5737773999', fromNumber: '5738741234' };

/** A call of each day of the month into dial-up access, and one of call detail. */
const input = (month: string): string =>
  inputFolder({
    emi: {
      [`${month}.emi`]: emiFile(
        Array.from({ length: 28 }, (_, day) => ({
          ...CALLED_ISP,
          connectDate: `${month}-${String(day + 1).padStart(2, '0')}`,
        })),
      ),
    },
    cdr: [
      {
        recordId: 'x-1',
        trunkGroup: 'CO521001',
        calling: '5737773456',
        called: '5738741234',
        inviteAt: `${month}-05T14:00:00.000Z`,
        answerAt: `${month}-05T14:00:02.000Z`,
        endAt: `${month}-05T14:01:02.345Z`,
        conversationMs: 60_345,
        releaseCode: '16',
        recordedBy: '9S01',
      },
    ],
  });

describe('usage explained', () => {
  const usageDir = mkdtempSync(path.join(tmpdir(), 'meetpoint-explain-'));
  let db: Database;
  let agreement: Agreement;
  let october: TrafficMonth;

  before(async () => {
    const amendment = path.join(usageDir, 'amendment.yaml');
    writeFileSync(
      amendment,
      documentText({
        id: 'dearer-dial-up',
        recordedAt: '2026-08-01T00:00:00Z',
        effectiveOn: '2026-10-15',
        changes: '  - set: rates#isp\n    value: { price: $0.0008 per minute }',
      }),
    );
    agreement = unwrap(
      loadAgreement('agreements/missouri-2006', {
        vocabulary,
        variant: 'centurytel',
        amendments: [amendment],
      }),
    );
    for (const month of ['2026-09', '2026-10'])
      october = unwrap(
        await closeTraffic({
          agreement,
          month,
          inputDir: input(month),
          workDir: usageFolder(usageDir, agreement, month),
        }),
      );
    db = await testDatabase(migrations);
  });
  after(async () => {
    await db.close();
    rmSync(usageDir, { recursive: true });
  });

  const ask = (id: string, asKnown?: string): Promise<Result<Explanation>> =>
    explain({
      db,
      scope: { kind: 'agreement', agreementId: agreement.id },
      agreement,
      id,
      usageDir,
      clock: fixedClock('2026-11-02T15:00:00Z'),
      ...(asKnown === undefined ? {} : { asKnown }),
    });
  const brief = (answer: Result<Explanation>): readonly string[] =>
    answer.ok ? [answer.value.title] : answer.problems.map(({ id, cure }) => `${id} ${cure}`);

  test('a record that several months have is asked for by month', async () => {
    assert.deepEqual(brief(await ask('sip/cdr.csv:2')), [
      'explain/several-months Ask for one of them: 2026-09/sip/cdr.csv:2, 2026-10/sip/cdr.csv:2.',
    ]);
    for (const month of ['2026-09', '2026-10']) {
      const { id, receipt } = unwrap(await ask(`${month}/sip/cdr.csv:2`));
      assert.equal(id, `${month}/sip/cdr.csv:2`);
      assert.equal(receipt?.asOf, `${month}-05`);
    }
  });

  test('a record that one month has is found with its month and without', async () => {
    for (const id of ['2026-09.emi:3', '2026-09/2026-09.emi:3'])
      assert.equal(unwrap(await ask(id)).receipt?.asOf, '2026-09-02');
  });

  test('a record that no month has is a problem that says what exists', async () => {
    for (const id of ['2026-10/2026-09.emi:3', 'none.emi:3', '2026-08/sip/cdr.csv:2', 'sip/cdr.csv:9'])
      assert.match(brief(await ask(id)).join(), /^traffic\/unknown-call /, id);
  });

  test('the calls behind a line are those of its rate period, and each can be asked for', async () => {
    const charges = unwrap(usageCharges(agreement, october.summaries));
    const lines = charges.filter(({ element }) => element === 'isp-bound-termination');
    assert.deepEqual(
      lines.map(({ source }) => source.id.split('/').at(-1)),
      ['2026-10-01..2026-10-14', '2026-10-15..2026-10-31'],
    );
    for (const { source, receipt } of lines) {
      const { value, related, records } = unwrap(await ask(source.id));
      assert.equal(value, (receipt.facts as { calls: number }).calls);
      assert.equal(value, 14);
      for (const id of related) assert.ok((await ask(id)).ok, id);
      assert.equal((records[0] as { id: string }).id, related[0]);
    }
  });

  test('a call is decided again as known at a moment: before the amendment was recorded, at the price before it', async () => {
    const { related } = unwrap(await ask('CO521001/isp-bound/ilec-to-clec/2026-10-15'));
    const price = (answer: Result<Explanation>): unknown =>
      unwrap(answer).receipt?.steps.find(({ id }) => id === 'rate')?.out;
    const id = related[0] ?? '';
    assert.equal(price(await ask(id)), '0.0008');
    assert.equal(price(await ask(id, '2026-07-31T23:59:59Z')), '0.0007');
    assert.equal(unwrap(await ask(id, '2026-07-31T23:59:59Z')).receipt?.asKnown, '2026-07-31T23:59:59Z');
  });

  test('an id without a last day reaches to the end of its month; a day that does not exist names nothing', async () => {
    assert.equal(unwrap(await ask('CO521001/isp-bound/ilec-to-clec/2026-10-15')).value, 14);
    assert.deepEqual((await ask('CO521001/isp-bound/ilec-to-clec/2026-10-32')).ok, false);
  });
});
