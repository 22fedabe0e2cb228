import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { Value } from 'typebox/value';
import { loadAgreement } from '../../agreement/load.ts';
import { documentText, folder, write } from '../../agreement/test-agreement.ts';
import { lsrKind } from '../../articles/ordering/lsr.ts';
import { unwrap } from '../../base/result.ts';
import { cases } from '../../cases/index.ts';
import { record } from '../../cases/record.ts';
import { holidaysTable } from '../../parties/calendars.ts';
import { partiesTable } from '../../parties/parties.ts';
import { DiffView } from './shapes/diff.ts';
import { sampleAgreement, testServer } from './test-server.ts';
import type { TestServer } from './test-server.ts';

const AMENDMENT = documentText({
  id: 'faster',
  effectiveOn: '2026-10-01',
  recordedAt: '2026-11-01T12:00:00Z',
  changes: '  - set: clock.lsr-foc-electronic\n    value: { length: 1 business days }',
});

describe('an agreement compared over HTTP', () => {
  let server: TestServer;
  let cookie: string;
  before(async () => {
    const amended = unwrap(
      loadAgreement(fileURLToPath(new URL('./fixture', import.meta.url)), {
        vocabulary: [
          { subject: 'parties', terms: [], tables: [partiesTable, holidaysTable], decisions: [] },
          cases,
        ],
        variant: 'river',
        amendments: [write(folder(), 'faster.yaml', AMENDMENT)],
      }),
    );
    server = await testServer({}, [amended, sampleAgreement('hill')]);
    cookie = await server.signIn('meadow');
    const event = { occurredAt: '2026-10-05T15:10:00Z', recordedAt: '2026-10-05T15:10:00Z', actor: 'meadow' };
    // Counted as it was known then: under the agreement without the amendment.
    await server.db.withTransaction({ kind: 'agreement', agreementId: amended.id }, async (tx) =>
      unwrap(
        await record(tx, sampleAgreement('river'), lsrKind, 'LSR/SMP/SAMPLE03/01', {
          ...event,
          name: 'received',
          body: {
            ccna: 'SMP',
            pon: 'SAMPLE03',
            ver: '01',
            reqtyp: 'AB',
            act: 'N',
            product: 'loop-sample',
            nc: 'LX--',
            quantity: 2,
            wireCenter: 'SAMPLEXA',
            address: '1 Sample Street',
            endUser: 'Sample User',
            desiredDueDate: '2026-10-20',
            expedite: false,
            channel: 'electronic',
            receivedAt: event.occurredAt,
            ecckts: [],
            accountStatus: 'new',
            cfa: '',
          },
        }),
      ),
    );
  });
  after(() => server.close());
  const get = async (query: string) => {
    const { status, body } = await server.get(`/api/agreements/sample/river/diff${query}`, cookie);
    return { status, body: body as DiffView };
  };

  test('the same on one day is the same', async () => {
    const { status, body } = await get('');
    assert.equal(status, 200);
    assert.deepEqual([...Value.Errors(DiffView, body)], []);
    assert.ok(body.same);
    assert.deepEqual(body.touched, { changes: [], cases: [], invoices: [] });
    assert.equal(body.before.asOf, '2026-11-02');
  });

  test('what was known before an amendment and after it, with the open case that rests on it', async () => {
    const { body } = await get('?asOf=2026-10-31&asKnown=2026-11-01T11:59:59Z');
    assert.deepEqual([...Value.Errors(DiffView, body)], []);
    const [term, ...more] = body.terms;
    assert.equal(more.length, 0);
    assert.deepEqual(
      [term?.change, term?.key, term?.before?.file, term?.before?.citation, term?.after?.citation],
      ['changed', 'clock.lsr-foc-electronic', '1-terms.md', '1 §2.1', '1 §2.1 (amended: faster)'],
    );
    assert.deepEqual(term?.fields, [
      { field: 'length', before: '2 business days', after: '1 business days' },
    ]);
    assert.deepEqual(
      body.documents.map(({ id, inForce }) => [id, inForce]),
      [['faster', true]],
    );
    // Received on Monday 5 October: two business days after it is Wednesday, one is Tuesday.
    assert.deepEqual(
      body.touched?.cases.map(({ id, clocks }) => [
        id,
        clocks.map((clock) => [clock.dueAt, clock.dueAtThen]),
      ]),
      [['LSR/SMP/SAMPLE03/01', [['2026-10-07', '2026-10-06']]]],
    );
  });

  test('two days: before the amendment took effect and after it', async () => {
    const { body } = await get('?asOf=2026-09-30&asOfB=2026-10-01');
    assert.deepEqual(body.counts.terms, { added: 0, removed: 0, changed: 1, moved: 0, restated: 0 });
    const earlier = await get('?asOf=2026-09-29&asOfB=2026-09-30');
    assert.ok(earlier.body.same);
  });

  test('another agreement only when the caller may see it', async () => {
    assert.equal((await get('?with=sample/river')).status, 200);
    const hidden = await get('?with=sample/hill');
    assert.equal(hidden.status, 404);
    assert.deepEqual(hidden.body, (await get('?with=sample/nowhere')).body);
    assert.equal((await get('?asOf=soon')).status, 400);
  });
});
