/**
 * Call detail by mapping. An input with the line `--- rows` is a mapping and rows to read by it; any other is rows, read by every
 * shipped mapping.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { unwrap } from '../../src/base/result.ts';
import {
  findShipped,
  MappedRows,
  readMapping,
  shippedMappings,
  writeMapped,
} from '../../src/formats/cdr-mapping/index.ts';
import type { CdrMapping, MappedCall } from '../../src/formats/cdr-mapping/index.ts';
import { eachLine } from './lines.ts';

const SEPARATOR = '\n--- rows\n';
const shipped = shippedMappings().map((name) => unwrap(readMapping(name, findShipped(name) ?? '')));

function read(mapping: CdrMapping, bytes: Buffer): MappedCall[] {
  const rows = new MappedRows(mapping);
  const calls: MappedCall[] = [];
  eachLine(bytes, (line, number, offset) => {
    const outcome = rows.read(line, number, offset);
    assert.equal(outcome === undefined, line.length === 0, 'an empty line is none, any other is one thing');
    if (outcome?.kind === 'record') calls.push(outcome.call);
    if (outcome?.kind === 'damaged' || outcome?.kind === 'rejected')
      assert.ok(outcome.column >= 0 && outcome.reason.length > 0, 'a problem has a place and a name');
  });
  return calls;
}

const isNanp = (number: number | undefined): boolean =>
  number === undefined || /^[2-9]\d\d[2-9]\d{6}$/.test(String(number));

function check(call: MappedCall): void {
  assert.ok(
    isNanp(call.fromNumber) && isNanp(call.toNumber) && isNanp(call.lrn) && isNanp(call.chargeNumber),
  );
  assert.ok(call.toNumber !== undefined || call.dialled !== undefined);
  assert.ok(Number.isSafeInteger(call.conversationMs) && call.conversationMs >= 0);
  assert.ok(call.answered || call.conversationMs === 0);
  assert.ok(Number.isSafeInteger(call.localMs ?? call.utcMs));
  assert.notEqual(call.trunkGroup, '');
}

function driveRows(mapping: CdrMapping, bytes: Buffer): void {
  const calls = read(mapping, bytes);
  calls.forEach(check);
  const written = writeMapped(mapping, calls);
  // A mapping may read more than it can say again, a parameter of a URI for example.
  if (written.ok && calls.length > 0)
    assert.deepEqual(read(mapping, written.value).map(essence), calls.map(essence));
}

/** What every mapping says again: not the time before the answer, and the called number dialled another way. */
const essence = (call: MappedCall) => ({ ...call, elapsedMs: undefined, dialled: undefined });

export function drive(bytes: Buffer): void {
  const text = bytes.toString('latin1');
  const at = text.indexOf(SEPARATOR);
  if (at < 0) for (const mapping of shipped) driveRows(mapping, bytes);
  const yaml = bytes.subarray(0, at < 0 ? 4096 : at).toString('utf8');
  if (at < 0 && !yaml.includes('name:')) return;
  const own = readMapping('mapping.yaml', yaml, findShipped);
  if (own.ok) driveRows(own.value, at < 0 ? bytes : bytes.subarray(at + SEPARATOR.length));
  else for (const { sentence, cure, line } of own.problems) assert.ok(sentence && cure && (line ?? 0) >= 1);
}

const nanp = fc
  .tuple(
    fc.integer({ min: 200, max: 999 }),
    fc.integer({ min: 200, max: 999 }),
    fc.integer({ min: 0, max: 9999 }),
  )
  .map(([npa, nxx, line]) => (npa * 1000 + nxx) * 10_000 + line);

const call = fc
  .record({
    seconds: fc.integer({ min: Date.UTC(2001, 0, 2) / 1000, max: Date.UTC(2098, 0, 1) / 1000 }),
    talk: fc.integer({ min: 0, max: 9000 }),
    ring: fc.integer({ min: 0, max: 60 }),
    answered: fc.boolean(),
    from: fc.option(nanp, { nil: undefined }),
    to: nanp,
    id: fc.string({ minLength: 1, maxLength: 12 }),
  })
  .map(({ seconds, talk, ring, answered, from, to, id }): MappedCall => {
    const conversationMs = answered ? talk * 1000 : 0;
    return {
      recordType: 'cdr',
      localMs: seconds * 1000,
      utcMs: seconds * 1000,
      ...(from === undefined ? {} : { fromNumber: from }),
      toNumber: to,
      trunkGroup: 'CO521001',
      conversationMs,
      elapsedMs: conversationMs + ring * 1000,
      answered,
      recordId: `id${id}`,
    };
  });

export const structured = fc
  .tuple(fc.constantFrom(...shipped), fc.array(call, { maxLength: 6 }))
  .map(([mapping, calls]) => {
    const written = writeMapped(mapping, calls);
    return written.ok ? written.value : Buffer.alloc(0);
  });
