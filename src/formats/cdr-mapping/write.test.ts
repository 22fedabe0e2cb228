import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '../../base/result.ts';
import { findShipped, readMapped, readMapping, writeMapped } from './index.ts';
import type { CdrMapping, MappedCall } from './index.ts';

async function readBack(mapping: CdrMapping, bytes: Buffer): Promise<MappedCall[]> {
  const calls: MappedCall[] = [];
  for await (const outcome of readMapped('x.csv', Readable.from([bytes]), mapping)) {
    assert.ok(outcome.kind === 'record' || outcome.kind === 'header', JSON.stringify(outcome));
    if (outcome.kind === 'record') calls.push(outcome.call);
  }
  return calls;
}

const mappingOf = (like: string, more = ''): CdrMapping =>
  unwrap(readMapping('m.yaml', `name: m\nlike: ${like}\n${more}`, findShipped));

const nanp = fc
  .tuple(
    fc.integer({ min: 200, max: 999 }),
    fc.integer({ min: 200, max: 999 }),
    fc.integer({ min: 0, max: 9999 }),
  )
  .map(([npa, nxx, line]) => (npa * 1000 + nxx) * 10_000 + line);

const made = fc.record({
  at: fc.integer({ min: Date.UTC(2001, 0, 2), max: Date.UTC(2098, 0, 1) }),
  talk: fc.integer({ min: 0, max: 9_000_000 }),
  ring: fc.integer({ min: 0, max: 60_000 }),
  answered: fc.boolean(),
  from: fc.option(nanp, { nil: undefined }),
  to: nanp,
  id: fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(...'aZ09 ,;"\'/@éµ') }),
});

interface Written {
  readonly mapping: CdrMapping;
  /** Milliseconds to which the source is exact. */
  readonly step: number;
  readonly zoned: boolean;
  readonly answeredOnly?: boolean;
  readonly elapsed: boolean;
  readonly releaseCode: (answered: boolean) => string | undefined;
}

const SOURCES: Readonly<Record<string, Written>> = {
  'freeswitch-master': {
    mapping: mappingOf('freeswitch-master'),
    step: 1,
    zoned: true,
    elapsed: true,
    releaseCode: () => 'NORMAL_CLEARING',
  },
  'freeswitch-example': {
    mapping: mappingOf('freeswitch-example'),
    step: 1000,
    zoned: false,
    elapsed: true,
    releaseCode: () => 'NORMAL_CLEARING',
  },
  'asterisk-master': {
    mapping: mappingOf('asterisk-master'),
    step: 1000,
    zoned: false,
    elapsed: true,
    releaseCode: (answered) => (answered ? 'ANSWERED' : 'BUSY'),
  },
  'kamailio-acc-cdrs': {
    mapping: mappingOf('kamailio-acc-cdrs'),
    step: 1,
    zoned: true,
    elapsed: true,
    releaseCode: (answered) => (answered ? '200' : '486'),
  },
  'kamailio-cdrs': {
    mapping: mappingOf('kamailio-cdrs'),
    step: 1000,
    zoned: false,
    answeredOnly: true,
    elapsed: false,
    releaseCode: () => undefined,
  },
  broadworks: {
    mapping: mappingOf('broadworks'),
    step: 1,
    zoned: true,
    elapsed: true,
    releaseCode: () => '016',
  },
};

for (const [name, source] of Object.entries(SOURCES)) {
  test(`${name} is read as it was written`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(made, { maxLength: 6 }), async (list) => {
        const calls = list.map(({ at, talk, ring, answered: maybe, from, to, id }): MappedCall => {
          const exact = (ms: number): number => ms - (ms % source.step);
          const answered = source.answeredOnly === true || maybe;
          const conversationMs = answered ? exact(talk) : 0;
          const releaseCode = source.releaseCode(answered);
          return {
            recordType: 'cdr',
            ...(source.zoned ? { utcMs: exact(at) } : { localMs: exact(at) }),
            ...(from === undefined ? {} : { fromNumber: from }),
            toNumber: to,
            trunkGroup: 'CO521001',
            conversationMs,
            ...(source.elapsed ? { elapsedMs: conversationMs + exact(ring) } : {}),
            answered,
            ...(releaseCode === undefined ? {} : { releaseCode }),
            recordId: `id ${id}`,
          };
        });
        assert.deepEqual(await readBack(source.mapping, unwrap(writeMapped(source.mapping, calls))), calls);
      }),
      { numRuns: 150 },
    );
  });
}

const CALL: MappedCall = {
  recordType: 'cdr',
  localMs: Date.UTC(2026, 9, 5, 9),
  utcMs: Date.UTC(2026, 9, 5, 14),
  toNumber: 5738741234,
  trunkGroup: 'CO521001',
  conversationMs: 120_000,
  elapsedMs: 127_000,
  answered: true,
};

test('what the columns cannot say exactly is a problem, and nothing is rounded', () => {
  const refused = (mapping: CdrMapping, call: Partial<MappedCall>): string => {
    const written = writeMapped(mapping, [{ ...CALL, ...call }]);
    return written.ok
      ? 'written'
      : written.problems.map(({ id, sentence }) => `${id}: ${sentence}`).join('\n');
  };
  const asterisk = mappingOf('asterisk-master');
  assert.equal(refused(asterisk, {}), 'written');
  assert.match(
    refused(asterisk, { localMs: 1_791_190_800_500 }),
    /cdr-mapping\/not-writable: The time cannot be said/,
  );
  const cdrs = mappingOf('kamailio-cdrs');
  assert.match(refused(cdrs, { answered: false, conversationMs: 0 }), /answered is the same for all/);
  const constant = mappingOf('kamailio-cdrs', 'fields:\n  trunk_group:\n    constant: WN520001\n');
  assert.match(refused(constant, {}), /trunk_group is CO521001, and the mapping says WN520001/);
  const translated = mappingOf(
    'broadworks',
    'fields:\n  trunk_group:\n    column: route\n    translate:\n      a: WN520001\n',
  );
  assert.match(refused(translated, {}), /No word of route means CO521001/);
  assert.match(refused(mappingOf('broadworks'), { recordId: 'Ω' }), /not of Latin-1/);
  assert.equal(refused(mappingOf('broadworks'), { recordId: 'é' }), 'written');
  assert.match(refused(asterisk, { recordId: 'a\nb' }), /control character/);
  const parameter = mappingOf('broadworks', 'fields:\n  lrn:\n    column: dialedDigits\n    parameter: rn\n');
  assert.match(refused(parameter, { lrn: 5737770000 }), /parameter rn of a URI is read and not written/);
});

test('fields of a shipped mapping are replaced one by one, its other sections key by key', () => {
  const mapping = mappingOf(
    'asterisk-master',
    'times:\n  zone: UTC\nfields:\n  trunk_group:\n    constant: CO521001\n',
  );
  assert.equal(mapping.times.zone, 'UTC');
  assert.equal(mapping.times.form, 'YYYY-MM-DD hh:mm:ss');
  assert.deepEqual(mapping.fields.trunk_group, { constant: 'CO521001' });
  assert.equal(mapping.fields.to_number.column, 'dst');
});
