import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Value } from 'typebox/value';
import { loadAgreement } from '../../agreement/load.ts';
import { documentText, folder, write } from '../../agreement/test-agreement.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { unwrap } from '../../base/result.ts';
import { AgreementText } from './shapes/agreement.ts';
import { SearchView } from './shapes/search.ts';
import { testServer } from './test-server.ts';
import type { TestServer } from './test-server.ts';

const FORM = fileURLToPath(new URL('../../../agreements/missouri-2006', import.meta.url));
/** In effect from October 2026, recorded in November: what an analyst of October could not know. */
const FASTER = documentText({
  id: 'faster',
  effectiveOn: '2026-10-01',
  recordedAt: '2026-11-01T12:00:00Z',
  changes: '  - set: clock.lsr-foc-electronic\n    value: { length: 3 business hours }',
});
const WAITS = documentText({
  id: 'waits',
  effectiveOn: '2026-12-01',
  recordedAt: '2026-11-02T12:00:00Z',
  changes: '  - set: clock.lsr-foc-electronic\n    value: { length: 2 business hours }',
  more: [
    'signedOn: 2026-10-20',
    'filedOn: 2026-10-21',
    'docket: XX-1',
    'trackingNumber: T-7',
    'approval: pending',
  ].join('\n'),
});

describe('the agreement reader over HTTP', () => {
  let server: TestServer;
  let cookie: string;
  before(async () => {
    const dir = folder();
    const missouri = loadAgreement(FORM, {
      vocabulary,
      variant: 'centurytel',
      amendments: [write(dir, 'faster.yaml', FASTER), write(dir, 'waits.yaml', WAITS)],
    });
    server = await testServer({}, [unwrap(missouri)]);
    cookie = await server.signIn('socket');
  });
  after(() => server.close());
  const read = async (query: string): Promise<AgreementText> => {
    const { status, body } = await server.get(`/api/agreements/missouri-2006/centurytel${query}`, cookie);
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual([...Value.Errors(AgreementText, body)].slice(0, 3), []);
    return body as AgreementText;
  };
  const search = async (query: string): Promise<SearchView> => {
    const address = `/api/agreements/missouri-2006/centurytel/search?${query}`;
    const { status, body } = await server.get(address, cookie);
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual([...Value.Errors(SearchView, body)].slice(0, 3), []);
    return body as SearchView;
  };
  const standings = (text: AgreementText) =>
    Object.fromEntries(text.amendments.map(({ id, standing }) => [id, standing]));

  test('an amendment is in force, yet to come, unknown then or waiting for its approval', async () => {
    assert.deepEqual(standings(await read('?asOf=2026-10-31')), { faster: 'in-force', waits: 'pending' });
    assert.deepEqual(standings(await read('?asOf=2026-09-30')), { faster: 'not-yet', waits: 'pending' });
    const then = await read('?asOf=2026-10-31&asKnown=2026-11-01T11:59:59Z');
    assert.deepEqual(standings(then), { faster: 'not-recorded', waits: 'not-recorded' });
    assert.equal(then.asKnown, '2026-11-01T11:59:59Z');
    const lengthIn = (text: AgreementText) =>
      text.articles
        .flatMap(({ sections }) => sections.flatMap(({ terms }) => terms))
        .find(({ key }) => key === 'clock.lsr-foc-electronic')?.value['length'];
    assert.equal(lengthIn(await read('?asOf=2026-10-31')), '3 business hours');
    assert.notEqual(lengthIn(then), '3 business hours');
  });

  test('the parties bear the name of the day', async () => {
    // parties.csv: Brightspeed is its brand from October 2022.
    assert.equal((await read('?asOf=2026-10-31')).ilec.doingBusinessAs, 'Brightspeed');
    assert.notEqual((await read('?asOf=2015-01-01')).ilec.doingBusinessAs, 'Brightspeed');
  });

  test('an amendment says how it was filed', async () => {
    const waits = (await read('')).amendments.find(({ id }) => id === 'waits');
    assert.deepEqual(
      [
        waits?.signedOn,
        waits?.filedOn,
        waits?.docket,
        waits?.trackingNumber,
        waits?.orderedOn,
        waits?.approval,
      ],
      ['2026-10-20', '2026-10-21', 'XX-1', 'T-7', undefined, 'pending'],
    );
  });

  test('each section says what of it runs', async () => {
    const covered = (await read('')).articles.flatMap(({ sections }) => sections);
    for (const { coverage, unmodelled, terms, citation } of covered) {
      const [marks, stated] = [unmodelled.length, coverage?.stated.length ?? 0];
      const rests = { modelled: marks + stated === 0, partly: marks + stated > 0, stated: stated > 0 };
      const nothing = { text: marks + terms.length === 0, unmodelled: marks > 0 && terms.length === 0 };
      const state = coverage?.state ?? 'none';
      assert.equal(
        ({ ...rests, ...nothing } as Record<string, boolean>)[state],
        true,
        `${citation} ${state}`,
      );
    }
    const late = covered.find(({ citation }) => citation === 'III §9.4');
    assert.deepEqual(
      late?.terms.map(({ key, provenance }) => [key, provenance]),
      [['accounts.late-payment', 'assumed']],
    );
    assert.ok(['modelled', 'partly'].includes(late.coverage?.state ?? ''));
  });

  test('the life of the agreement, to the day', async () => {
    // On record: effect on 2006-10-31 for 36 months, to 2009-10-30; after that it holds over.
    const { life } = await read('');
    assert.deepEqual(
      [life?.state, life?.effectiveOn, life?.termEndsOn, life?.problems],
      ['holdover', '2006-10-31', '2009-10-30', []],
    );
    assert.deepEqual(life?.events.map(({ event, on, derived }) => [event, on, derived]).slice(-2), [
      ['took-effect', '2006-10-31', false],
      ['term-ended', '2009-10-31', true],
    ]);
    const approved = life?.events.find(({ event }) => event === 'approved');
    assert.deepEqual([approved?.document, approved?.provenance], ['TO-2006-0299', 'assumed']);
    const before = await read('?asOf=2006-10-20');
    assert.deepEqual([before.life?.state, before.life?.effectiveOn], ['filed', undefined]);
  });

  test('the tariff lies beside it, by the pages of the day, with what the agreement takes from it', async () => {
    const priceOn = async (day: string) => {
      const [tariff] = (await read(`?asOf=${day}`)).tariffs;
      return tariff?.sections
        .flatMap(({ terms }) => terms)
        .filter(({ value }) => value['element'] === 'loop-ds1')
        .map(({ value }) => value['price']);
    };
    // Sheet 4 is revised from 16 October 2026.
    assert.deepEqual(await priceOn('2026-10-15'), ['$145.00 per month']);
    assert.deepEqual(await priceOn('2026-10-16'), ['$152.50 per month']);
    const [tariff] = (await read('')).tariffs;
    assert.deepEqual(
      [tariff?.number, tariff?.carrier.id, tariff?.provenance],
      ['Sample Tariff No. 1', 'centurytel', 'assumed'],
    );
    assert.deepEqual(
      tariff?.incorporated.map(({ service, mode, asOf }) => [service, mode, asOf]),
      [
        ['directory-assistance', 'floating', undefined],
        ['busy-line-verification', 'frozen', '2006-10-31'],
      ],
    );
  });

  test('words are found where they name a thing first, and shown with what stands around them', async () => {
    const { hits, loose, total } = await search('q=late%20payment');
    assert.equal(loose, false);
    assert.deepEqual([hits[0]?.kind, hits[0]?.citation], ['section', 'III §9.4']);
    assert.deepEqual(
      hits[0]?.context.filter(({ hit }) => hit).map(({ text }) => text),
      ['late', 'payment'],
    );
    assert.ok(total >= hits.length && hits.length > 2);
    assert.equal((await search('q=late%20payment&limit=2')).hits.length, 2);
  });

  test('a citation, a price, a definition, law, a tariff and a misspelled word are found', async () => {
    const first = async (query: string) => {
      const { hits, loose } = await search(`q=${encodeURIComponent(query)}`);
      return [hits[0]?.kind, hits[0]?.citation, loose];
    };
    assert.deepEqual(await first('iii 9.4'), ['section', 'III §9.4', false]);
    assert.deepEqual(await first('business day'), ['definition', 'II §2.2', false]);
    assert.deepEqual(await first('$152.50'), ['tariff', 'Sample Tariff No. 1 §4.1', false]);
    assert.deepEqual(await first('arbitration 135'), ['law', '47 USC 252(b)(1)', false]);
    const misspelled = await search('q=deposti');
    assert.ok(misspelled.loose);
    assert.ok(misspelled.hits.some(({ citation }) => citation.startsWith('III §2.')));
    const nothing = await search('q=xylophone');
    assert.deepEqual([nothing.total, nothing.hits], [0, []]);
  });

  test('what was not in force or not known is not found', async () => {
    assert.equal((await search('q=%24152.50&asOf=2026-10-15')).total, 0);
    const ids = async (query: string) =>
      (await search(query)).hits.filter(({ kind }) => kind === 'amendment').map(({ citation }) => citation);
    assert.deepEqual(await ids('q=Amendment%20faster'), ['Amendment faster']);
    assert.deepEqual(await ids('q=Amendment%20faster&asKnown=2026-11-01T11:59:59Z'), []);
  });

  test('the summary is a PDF of the day that was asked', async () => {
    const url = '/api/agreements/missouri-2006/centurytel/summary.pdf?asOf=2026-10-31';
    const answer = await server.api.inject({ url, headers: { cookie } });
    assert.equal(answer.statusCode, 200);
    assert.equal(answer.headers['content-type'], 'application/pdf');
    assert.match(
      String(answer.headers['content-disposition']),
      /filename="missouri-2006-centurytel-2026-10-31\.pdf"/,
    );
    assert.equal(answer.rawPayload.subarray(0, 5).toString('latin1'), '%PDF-');
    const again = await server.api.inject({ url, headers: { cookie } });
    assert.ok(answer.rawPayload.equals(again.rawPayload));
  });

  test('bad questions are refused', async () => {
    const status = async (query: string) =>
      (await server.get(`/api/agreements/missouri-2006/centurytel${query}`, cookie)).status;
    for (const query of [
      '/search',
      '/search?q=x',
      `/search?q=${'x'.repeat(201)}`,
      '/search?q=late&limit=0',
      '/search?q=late&limit=101',
      '/search?q=late&asOf=soon',
      '?asKnown=2026-11-01',
      '/summary.pdf?asOf=soon',
    ])
      assert.equal(await status(query), 400, query);
  });
});
