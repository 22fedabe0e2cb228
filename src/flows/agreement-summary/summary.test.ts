import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadAgreement } from '../../agreement/load.ts';
import { documentText, folder, write } from '../../agreement/test-agreement.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { unwrap } from '../../base/result.ts';
import { summarise } from './summary.ts';

const form = (name: string): string => fileURLToPath(new URL(`../../../agreements/${name}`, import.meta.url));
const FASTER = documentText({
  id: 'faster',
  effectiveOn: '2026-10-01',
  recordedAt: '2026-11-01T12:00:00Z',
  changes: '  - set: clock.lsr-foc-electronic\n    value: { length: 3 business hours }',
});
const missouri = unwrap(
  loadAgreement(form('missouri-2006'), {
    vocabulary,
    variant: 'centurytel',
    amendments: [write(folder(), 'faster.yaml', FASTER)],
  }),
);

describe('the summary of an agreement', () => {
  const summary = summarise(missouri.at('2026-11-22'));

  test('parties bear the name of the day', () => {
    // parties.csv: Brightspeed from 2022-10-03, CenturyLink from 2009-10-19.
    const incumbent = (day: string) => summarise(missouri.at(day)).parties[0]?.name ?? '';
    assert.match(incumbent('2026-11-22'), /Brightspeed/);
    assert.match(incumbent('2015-01-01'), /CenturyLink/);
    assert.doesNotMatch(incumbent('2007-01-01'), /Brightspeed|CenturyLink/);
  });

  test('terms stand under their articles and clocks by themselves, each with clause and provenance', () => {
    const late = summary.articles
      .find(({ number }) => number === 'III')
      ?.terms.find(({ key }) => key === 'accounts.late-payment');
    assert.deepEqual(
      [late?.citation, late?.heading, late?.provenance, late?.value['rate']],
      ['III §9.4', '9.4 Late payment charges', 'assumed', '1.5 % per month'],
    );
    assert.ok(summary.articles.every(({ terms }) => terms.every(({ key }) => !key.startsWith('clock.'))));
    const foc = summary.clocks.find(({ key }) => key === 'clock.lsr-foc-electronic');
    assert.equal(foc?.value.length, '3 business hours');
    const before = summarise(missouri.at('2026-11-22', '2026-11-01T11:59:59Z'));
    assert.notEqual(
      before.clocks.find(({ key }) => key === 'clock.lsr-foc-electronic')?.value.length,
      '3 business hours',
    );
    assert.deepEqual(before.amendments, []);
    assert.deepEqual(
      summary.amendments.map(({ id, inForce }) => [id, inForce]),
      [['faster', true]],
    );
  });

  test('every term and row in force is counted once by where it comes from', () => {
    const counted = Object.values(summary.provenance).reduce((sum, count) => sum + count, 0);
    const keys = [...missouri.timeline.keys()].filter((key) => missouri.timeline.find(key, '2026-11-22'));
    assert.equal(counted, keys.length);
    assert.ok(summary.provenance.assumed > 0);
  });

  test('coverage counts every section of the agreement once, and says why what is not executed is not', () => {
    for (const { number, sections } of summary.coverage) {
      const own = missouri.sections.filter(({ article }) => article === number);
      assert.equal(
        Object.values(sections).reduce((sum, count) => sum + count, 0),
        own.length,
        number,
      );
    }
    assert.ok(summary.unmodelled.some(({ clause }) => clause === 'III §9.9'));
  });

  test('the days of its life say where they are known from; what time made of it says nothing', () => {
    const sources = summary.life?.events.map(({ event, provenance }) => [event, provenance]);
    assert.deepEqual(
      sources?.find(([event]) => event === 'approved'),
      ['approved', 'assumed'],
    );
    assert.deepEqual(sources?.at(-1), ['term-ended', undefined]);
  });

  test('an agreement without life, tariffs or definitions has a summary too', () => {
    const tiny = unwrap(loadAgreement(form('tiny'), { vocabulary }));
    const found = summarise(tiny.at('2026-10-31'));
    assert.equal(found.life, undefined);
    assert.deepEqual([found.tariffs, found.amendments], [[], []]);
    assert.ok(found.rates.length > 0 && found.clocks.length > 0);
  });
});
