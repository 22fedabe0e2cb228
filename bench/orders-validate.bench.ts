/**
 * How fast an order is tested: from JSON text to all failed edits, on one core, against JSON.parse and a schema's check of the same
 * text in the same run.
 *
 *   node bin/meetpoint.cjs node bench/orders-validate.bench.ts [--rounds 9] [--smoke] [--json]
 *
 * An order is LSR + EU + LSNP, all its sections filled, with one line and with 24. Ours reads the text, checks forms and fields, makes the
 * order of it (product, quantity, numbers, circuits), and runs the edits over the order and over the forms. The baseline is the quicker
 * of TypeBox's compiled check and Ajv's, with lengths, patterns and valid entries of the same catalogue. Each round times both, one after
 * the other; ratios are medians of the rounds.
 *
 * Half of the documents are clean. The others have one fault each, in turn, and what they fail is worked out by hand:
 *   LNUM "1A" on the last line           1: it is no number (LSR-3004)
 *   PORTEDNBR "573" on the last line     1: it is no telephone number (LSR-3013)
 *   DDD 02-30-2026                       2: it is no day (LSR-1111), so the order has no desired date (LSR-0401)
 *   no NCI                               2: NC without NCI (LSR-1617), SECNCI without NCI (LSR-1618)
 * Eight documents, of which four are clean, fail 1 + 1 + 2 + 2 = 6 edits.
 */
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { Ajv } from 'ajv';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { loadAgreement } from '../src/agreement/load.ts';
import { vocabulary } from '../src/app/vocabulary.ts';
import { inEffect } from '../src/articles/agreement-life/in-effect.ts';
import { elementAvailable } from '../src/articles/elements/index.ts';
import { withoutRecord } from '../src/articles/ordering/edit-facts.ts';
import { EditRow } from '../src/articles/ordering/edit-row.ts';
import { readBases } from '../src/articles/ordering/forms/bases.ts';
import { applyChanges } from '../src/articles/ordering/forms/changes.ts';
import { orderOfForms } from '../src/articles/ordering/forms/order-of-forms.ts';
import { failedEdits } from '../src/articles/ordering/run-edits.ts';
import { unwrap } from '../src/base/result.ts';
import type { OrderDocument } from '../src/formats/order-forms/document.ts';
import type { FormField } from '../src/formats/order-forms/fields.ts';
import { readOrderDocument } from '../src/formats/order-forms/read.ts';
import { shippedForms } from '../src/formats/order-forms/shipped.ts';

const LEAST_RATIO = 0.1;
const LINES = [1, 24];
/** What of the eight documents of a set is failed. */
const EDITS_OF_EIGHT = 6;
const FAULTS = ['LSNP[last].LNUM=1A', 'LSNP[last].PORTEDNBR=573', 'LSR.DDD=02-30-2026', '-LSR.NCI'];
const RECEIVED = '2026-11-02T09:00:00-06:00';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    smoke: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary }));
const base = readBases().bases.get('loop-with-port');
if (base === undefined) throw new Error('There is no base loop-with-port.');

const FILLED = [
  'LSR.IMPCON=PAT LEWIS; LSR.TEL NO (IMPCON)=573-777-0002; LSR.BI1=N; LSR.BAN1=5737770001; LSR.BILLNM=SOCKET',
  'LSR.STREET=1 MAIN ST; LSR.CITY=COLUMBIA; LSR.STATE=MO; LSR.ZIP CODE=65201; LSR.BILLCON=B LEWIS',
  'LSR.TEL NO (BILL)=573-777-0003; LSR.REMARKS=CALL THE NIGHT DESK BEFORE THE CUT. AN ALARM LINE IS ON THIS ACCOUNT.',
  'EU.SAPR=N; EU.LD1=BLDG; EU.LV1=2; EU.LCON=M AHRENS; EU.TEL NO (LCON)=573-777-0100; EU.ACC=GATE BY THE YARD',
].join('; ');

/** The order with so many lines, every line with its own number, facility and telephone number. */
function withLines(count: number): OrderDocument {
  const filled = applyChanges(base as OrderDocument, FILLED).changed.document;
  const [line] = filled.LSNP ?? [];
  const four = (value: number): string => String(value).padStart(4, '0');
  return {
    ...filled,
    LSNP: Array.from({ length: count }, (_, at) => ({
      ...line,
      LQTY: String(count),
      NPQTY: String(count),
      LNUM: `0${four(at + 1)}`,
      CFA: `CLMAMOXA-C1-${four(at + 1)}`,
      PORTEDNBR: `573-777-${four(at + 100)}`,
    })),
  };
}

/** Eight texts: clean, faulty, clean … with each fault once. */
function textsOf(lines: number): string[] {
  const clean = withLines(lines);
  return FAULTS.flatMap((fault) => {
    const { changed, wrong } = applyChanges(clean, fault.replace('last', String(lines)));
    if (wrong.length > 0) throw new Error(wrong.join(' '));
    return [JSON.stringify(clean), JSON.stringify(changed.document)];
  });
}

/** Edits that a text fails. */
function test(text: string): number {
  const document = unwrap(readOrderDocument(text));
  const { order } = orderOfForms(agreement, document, { channel: 'electronic', receivedAt: RECEIVED });
  const context = { ...withoutRecord(order), availability: elementAvailable, inEffect };
  return unwrap(failedEdits(agreement, order, new EditRow(agreement, order, context))).length;
}

const PATTERNS: Readonly<Partial<Record<FormField['type'], string>>> = {
  alpha: '^[A-Za-z ]+$',
  numeric: '^\\d+$',
  date: '^\\d{2}-\\d{2}-\\d{4}$',
  datetime: '^\\d{2}-\\d{2}-\\d{4}-\\d{4}[AP]M$',
  telephone: '^(?:\\d{10}|\\d{3}-\\d{3}-\\d{4}(?:-\\d{4})?)$',
  clli: '^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$',
};

function fieldSchema({ type, min, max, values: entries }: FormField) {
  if (entries.length > 0) return Type.Enum([...entries]);
  const pattern = PATTERNS[type];
  return Type.String({
    minLength: min,
    ...(Number.isFinite(max) ? { maxLength: max } : {}),
    ...(pattern === undefined ? {} : { pattern }),
  });
}

/** The schema of the three forms, as the catalogue has them. */
function documentSchema() {
  const closed = { additionalProperties: false };
  const form = (code: 'LSR' | 'EU' | 'LSNP') =>
    Type.Array(
      Type.Object(
        Object.fromEntries(
          [...(shippedForms().fields.get(code)?.values() ?? [])].map((field) => [
            field.field,
            Type.Optional(fieldSchema(field)),
          ]),
        ),
        closed,
      ),
      { minItems: 1 },
    );
  return Type.Object({ LSR: form('LSR'), EU: form('EU'), LSNP: form('LSNP') }, closed);
}

const schema = documentSchema();
const typebox = Compile(schema);
const ajv = new Ajv({ strict: false }).compile(JSON.parse(JSON.stringify(schema)) as object);
const CHECKS: Readonly<Record<string, (text: string) => boolean>> = {
  TypeBox: (text) => typebox.Check(JSON.parse(text)),
  Ajv: (text) => ajv(JSON.parse(text)),
};

const BURST_MS = values.smoke ? 30 : 300;
/** Sets of eight that go before, so that what is measured is compiled. */
const WARM_SETS = values.smoke ? 20 : 3000;

/** Documents a second of processor time: other programs on the machine do not count. */
function rate(texts: readonly string[], run: (text: string) => unknown): number {
  const before = process.cpuUsage();
  const until = performance.now() + BURST_MS;
  let done = 0;
  while (performance.now() < until) {
    for (const text of texts) run(text);
    done += texts.length;
  }
  const { user, system } = process.cpuUsage(before);
  return (done * 1e6) / (user + system);
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

function measure(lines: number) {
  const texts = textsOf(lines);
  const found = texts.map(test);
  const total = found.reduce((sum, count) => sum + count, 0);
  if (total !== EDITS_OF_EIGHT || found.some((count, at) => at % 2 === 0 && count > 0))
    throw new Error(
      `${lines} lines: ${found.join(', ')} edits; ${EDITS_OF_EIGHT} in all are right, none of the clean.`,
    );
  for (const [name, check] of Object.entries(CHECKS))
    if (!check(texts[0] ?? '') || check(texts[1] ?? ''))
      throw new Error(`${name} does not tell the clean from the faulty.`);
  for (let set = 0; set < WARM_SETS; set += 1)
    for (const text of texts) {
      test(text);
      for (const check of Object.values(CHECKS)) check(text);
    }
  const rounds = Array.from({ length: values.smoke ? 2 : Number(values.rounds) + 1 }, () => {
    const ours = rate(texts, test);
    const checks = Object.entries(CHECKS).map(([name, check]) => ({ name, rate: rate(texts, check) }));
    const best = checks.reduce((a, b) => (b.rate > a.rate ? b : a));
    return { ours, best, ratio: ours / best.rate };
  }).slice(1);
  return {
    lines,
    bytes: texts[0]?.length ?? 0,
    perSecond: Math.round(median(rounds.map(({ ours }) => ours))),
    baseline: rounds[0]?.best.name ?? '',
    baselinePerSecond: Math.round(median(rounds.map(({ best }) => best.rate))),
    ratio: Math.round(median(rounds.map(({ ratio }) => ratio)) * 1000) / 1000,
  };
}

function main(): void {
  const results = LINES.map(measure);
  const machine = {
    cpu: cpus()[0]?.model ?? '',
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
  if (values.json) console.log(JSON.stringify({ machine, results, leastRatio: LEAST_RATIO }, null, 2));
  else {
    console.log(
      Object.entries(machine)
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
    );
    for (const { lines, bytes, perSecond, baseline, baselinePerSecond, ratio } of results)
      console.log(
        `${lines} lines, ${bytes} bytes: ${perSecond} orders/s; JSON.parse + ${baseline} ${baselinePerSecond}/s; ratio ${ratio} (at least ${LEAST_RATIO})`,
      );
  }
  if (values.smoke) return;
  for (const { lines, ratio } of results)
    if (ratio < LEAST_RATIO)
      throw new Error(`${lines} lines: ratio ${ratio}, at least ${LEAST_RATIO} is asked.`);
}

main();
