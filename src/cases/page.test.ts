import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Vocabulary } from '../agreement/vocabulary.ts';
import { unwrap } from '../base/result.ts';
import { holidaysTable } from '../parties/calendars.ts';
import type { Database, Tx } from '../platform/database.ts';
import { cases } from './index.ts';
import { START, defineCaseKind } from './kind.ts';
import { pageOfCases } from './page.ts';
import type { CaseQuery } from './page.ts';
import { loadCase, record } from './record.ts';
import { casesDatabase } from './test-database.ts';
import { partialAgreement } from './test-partial-agreement.ts';

const parties: Vocabulary = { subject: 'parties', terms: [], tables: [holidaysTable], decisions: [] };
const agreement = partialAgreement({
  dir: 'agreements/missouri-2006',
  articles: ['12-local-number-portability.md'],
  tables: ['holidays', 'intervals'],
  vocabulary: [parties, cases],
});

const request = (kind: string) =>
  defineCaseKind({
    kind,
    doc: 'A request that uses a facility, as far as these tests need one.',
    states: [
      { name: 'received', doc: 'Waits.' },
      { name: 'done', doc: 'Over.', final: true },
    ],
    events: [
      { name: 'received', from: [START], to: 'received', doc: '' },
      { name: 'done', from: ['received'], to: 'done', doc: '' },
    ],
    clocks: [
      {
        name: 'answer',
        startsOn: ['received'],
        stopsOn: ['done'],
        clock: () => 'simple-port-foc',
        clocks: ['simple-port-foc'],
      },
    ],
    documents: {},
    summary: ([first]) => ({ pon: String(first?.body['pon']), product: String(first?.body['product']) }),
    holds: ([first]) =>
      first?.body['cfa'] === undefined ? [] : [{ what: 'cfa', value: String(first.body['cfa']) }],
  });
const [loops, trunks] = [request('loop-request'), request('trunk-request')];

let db: Database;
const within = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> =>
  db.withTransaction({ kind: 'agreement', agreementId: agreement.id }, fn);
const put = (caseId: string, name: string, at: string, body = {}, kind = loops) =>
  within((tx) =>
    record(tx, agreement, kind, caseId, {
      name,
      occurredAt: at,
      recordedAt: at,
      actor: 'socket',
      body,
    }),
  );

before(async () => {
  db = await casesDatabase(agreement);
});
after(() => db.close());

describe('pages of cases', () => {
  // Twenty requests a day apart, every third for trunks, every fourth done; two on one moment.
  const day = (n: number): string => `2026-03-${String(Math.min(n, 19)).padStart(2, '0')}T15:00:00Z`;
  before(async () => {
    for (let n = 1; n <= 20; n++) {
      const kind = n % 3 === 0 ? trunks : loops;
      unwrap(await put(`R/${n}`, 'received', day(n), { pon: `P${n}`, product: n % 2 ? 'a' : 'b' }, kind));
      if (n % 4 === 0) unwrap(await put(`R/${n}`, 'done', day(n), {}, kind));
    }
  });
  const all = async (query: Omit<CaseQuery, 'agreementId' | 'kinds' | 'limit'>, limit = 3) => {
    const kinds = [loops.kind, trunks.kind];
    const found: number[] = [];
    let after: string | undefined;
    do {
      const about = {
        agreementId: agreement.id,
        kinds,
        limit,
        ...query,
        ...(after === undefined ? {} : { after }),
      };
      const page = await within((tx) => pageOfCases(tx, about));
      assert.ok(page.cases.length <= limit);
      found.push(...page.cases.map(({ caseId }) => Number(caseId.slice(2))));
      after = page.next;
    } while (after !== undefined);
    return found;
  };
  const numbers = Array.from({ length: 20 }, (_, index) => 20 - index);

  test('follow one another without a gap or a repetition, newest first', async () => {
    // R/20 and R/19 came in one moment: the later id, as text, comes first.
    assert.deepEqual(await all({}), numbers);
    assert.deepEqual(await all({}, 1), numbers);
    assert.deepEqual(await all({}, 50), numbers);
  });
  test('hold what was asked for', async () => {
    const not = (n: number) => n % 4 !== 0;
    assert.deepEqual(await all({ open: true }), numbers.filter(not));
    assert.deepEqual(
      await all({ open: false }),
      numbers.filter((n) => !not(n)),
    );
    assert.deepEqual(
      await all({ states: ['done'] }),
      numbers.filter((n) => !not(n)),
    );
    // By number, as text.
    assert.deepEqual(await all({ pon: 'P1' }), [1, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
    assert.deepEqual(await all({ equal: { product: 'a' }, open: true }), [19, 17, 15, 13, 11, 9, 7, 5, 3, 1]);
  });
  test('of what is due next show the soonest first, and what is done no more', async () => {
    // A confirmation is due within business hours of the receipt: what came first is due first.
    const due = numbers.filter((n) => n % 4 !== 0).reverse();
    assert.deepEqual(await all({ dueBefore: '2027-01-01T00:00:00Z' }), due);
    assert.deepEqual(await all({ dueBefore: '2026-03-01T00:00:00Z' }), []);
  });
});

describe('what a case holds', () => {
  test('no second open case gets, until the first has ended', async () => {
    const at = '2026-04-01T15:00:00Z';
    const body = { pon: 'H', product: 'a', cfa: '101/T1/CLMAMOXA' };
    unwrap(await put('H/1', 'received', at, body));
    const refused = await put('H/2', 'received', at, body, trunks);
    assert.deepEqual(refused.ok ? [] : refused.problems.map(({ id, sentence }) => `${id}: ${sentence}`), [
      'case/held: 101/T1/CLMAMOXA cannot be used by H/2: H/1 uses it, and is open.',
    ]);
    assert.equal((await within((tx) => loadCase(tx, agreement, trunks, 'H/2'))).state, START);
    unwrap(await put('H/1', 'done', at));
    unwrap(await put('H/3', 'received', at, body));
  });
  test('one of many that ask in the same moment gets', async () => {
    const at = '2026-04-02T15:00:00Z';
    const asked = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        within(async (tx) => {
          const about = { name: 'received', occurredAt: at, recordedAt: at, actor: 'socket' };
          const taken = await record(tx, agreement, loops, `M/${n}`, {
            ...about,
            body: { pon: `M${n}`, product: 'a', cfa: '102/T1/CLMAMOXA' },
          });
          // Whoever is refused gives up its transaction, as every caller does.
          if (!taken.ok) throw new Error('refused');
        }).then(
          () => true,
          () => false,
        ),
      ),
    );
    assert.equal(asked.filter(Boolean).length, 1);
  });
});
