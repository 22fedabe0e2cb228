import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { unwrap } from '../../../base/result.ts';
import { fromPartner, readDateFormats, toPartner } from '../../../formats/order-forms/date-format.ts';
import type { OrderDocument } from '../../../formats/order-forms/document.ts';
import { readOrderDocument } from '../../../formats/order-forms/read.ts';
import { formsFolder } from '../../../formats/order-forms/shipped.ts';
import { elements } from '../../elements/index.ts';
import { performance } from '../../performance/index.ts';
import { EditRow } from '../edit-row.ts';
import { withoutRecord } from '../edit-facts.ts';
import { failedEdits } from '../run-edits.ts';
import { loadMissouri } from '../test-ground.ts';
import { applyChanges } from './changes.ts';
import { orderOfForms } from './order-of-forms.ts';

interface Fill {
  readonly change: string;
  readonly kind: 'own' | 'unread' | 'asked' | 'partner';
}
interface Sample {
  readonly source: string;
  readonly fails: readonly string[];
  readonly filled: readonly Fill[];
}

const FOLDER = 'examples/order-samples';
const { dateFormat, samples } = parse(readFileSync(path.join(FOLDER, 'samples.yaml'), 'utf8')) as {
  dateFormat: string;
  samples: Record<string, Sample>;
};
const formatsFile = path.join(formsFolder, 'formats.csv');
const dates = readDateFormats(formatsFile, readFileSync(formatsFile, 'utf8'));
const packed = dates.formats.get(dateFormat) ?? assert.fail(`no date format ${dateFormat}`);
const agreement = unwrap(loadMissouri([elements, performance]));
/** Monday, two weeks before the date that the samples are filled in with. */
const RECEIVED = { channel: 'electronic', receivedAt: '2026-11-02T09:00:00-06:00' } as const;

const published = (name: string): OrderDocument =>
  JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), 'utf8')) as OrderDocument;

/** The published document with changes, as the reader gives it from bytes. */
function filledIn(name: string, filled: readonly Fill[]): OrderDocument {
  const { changed, wrong } = applyChanges(published(name), filled.map(({ change }) => change).join('; '));
  assert.deepEqual(wrong, []);
  return unwrap(readOrderDocument(JSON.stringify(changed.document), { dateFormat: packed }));
}

function fails(document: OrderDocument): string[] {
  const { order } = orderOfForms(agreement, document, RECEIVED);
  const row = new EditRow(agreement, order, withoutRecord(order));
  return unwrap(failedEdits(agreement, order, row))
    .filter(({ severity }) => severity !== 'warning')
    .map(({ id }) => id)
    .toSorted();
}

test('every file has its source, and every source its file', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  assert.deepEqual(files.map((name) => name.slice(0, -5)).toSorted(), Object.keys(samples).toSorted());
  for (const { source } of Object.values(samples)) assert.match(source, /^http:\/\/www22\.verizon\.com\//);
});

test("dates in the publisher's form become ours: U23 was sent on 6 February 2010 at 8:00", () => {
  const page = filledIn('u23-loop-sharing', []).LSR?.[0];
  assert.equal(page?.['D/TSENT'], '02-06-2010-0800AM');
  assert.equal(page?.['DDD'], '02-09-2010');
});

for (const format of dates.formats.values())
  test(`a date in the form ${format.name} comes back as it was`, () => {
    assert.deepEqual(dates.problems, []);
    assert.equal(fromPartner(format, 'date', toPartner(format, 'date', '02-06-2007')), '02-06-2007');
    assert.equal(
      fromPartner(format, 'datetime', toPartner(format, 'datetime', '02-06-2007-0800AM')),
      '02-06-2007-0800AM',
    );
  });

describe('published order samples', () => {
  for (const [name, sample] of Object.entries(samples)) {
    const verdict = sample.fails.length === 0 ? 'accepted' : `rejected: ${sample.fails.join(', ')}`;
    test(`${name}, filled in, is ${verdict}`, () => {
      assert.deepEqual(fails(filledIn(name, sample.filled)), sample.fails);
    });
    test(`${name}: its fields are on our forms, and nobody's brackets pass as an order`, () => {
      assert.ok(fails(filledIn(name, [])).length > sample.fails.length);
    });
    if (sample.fails.length > 0)
      test(`${name}: no edit over the forms stands against it`, () => {
        // Numbers below LSR-1000 are of the edits over the order itself.
        assert.ok(sample.fails.every((id) => id < 'LSR-1000'));
      });
    // What is noted as asked or as the publisher's own must be needed: else the note is not true.
    for (const { change, kind } of sample.filled)
      if (kind === 'asked' || kind === 'partner')
        test(`${name} fails more without ${change}`, () => {
          const rest = sample.filled.filter((fill) => fill.change !== change);
          assert.notDeepEqual(fails(filledIn(name, rest)), sample.fails);
        });
  }
});
