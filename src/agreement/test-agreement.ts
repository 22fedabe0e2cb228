/** Throw-away agreement folders for tests, with a vocabulary of their own. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { Type } from 'typebox';
import type { Problem } from '../base/problem.ts';
import { unwrap } from '../base/result.ts';
import type { Agreement } from './agreement.ts';
import { loadAgreement } from './load.ts';
import type { LoadOptions } from './load.ts';
import { Code, Duration, Percent, Price, Time } from './schema.ts';
import { defineTable, defineTerm } from './vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';

export const late = defineTerm(
  'money.late-payment',
  Type.Object({
    rate: Percent(),
    grace: Type.Optional(Duration()),
    method: Type.Optional(Code(['simple', 'flat'])),
  }),
  'Late payment charge.',
);
export const clock = defineTerm(
  'clock.*',
  Type.Object({
    length: Duration(),
    cutoff: Type.Optional(Time()),
    most: Type.Optional(Type.Integer()),
    bands: Type.Optional(Type.Array(Type.Object({ upTo: Type.Integer(), length: Duration() }))),
  }),
  'A clock.',
);
export const fees = defineTable({
  name: 'fees',
  identity: ['element', 'zone'],
  schema: Type.Object({
    element: Type.String(),
    zone: Type.Optional(Type.String()),
    price: Price(),
    lines: Type.Optional(Type.Integer({ minimum: 1 })),
    shared: Type.Optional(Type.Boolean()),
  }),
  doc: 'Fees.',
});
export const vocabulary: readonly Vocabulary[] = [
  { subject: 'money', terms: [late, clock], tables: [fees], decisions: [] },
];

export const MANIFEST = `id: pair
title: A pair
status: draft
version: 0.1.0
state: ZZ
timeZone: America/Denver
variants:
  north: { title: North, ilec: north, clec: south }
  east: { title: East, ilec: east, clec: south }
articles:
  - { number: III, file: three.md, title: Three }
`;
export const ARTICLE = `# Three

## 9.4 Late payment

A late bill bears 1.5% per month after 30 days.

\`\`\`terms
money.late-payment:
  rate: 1.5 % per month
  grace: 30 calendar days
  provenance: seed
\`\`\`
`;
export const FEES = `id,element,zone,price,lines,shared,clause,variant,effective_from,effective_to,provenance,source
loop-1,loop,1,$18.00 per month,2,yes,III §9.4,,2020-01-01,2026-12-31,assumed,a sample
`;

export type Files = Readonly<Record<string, string>>;
const made: string[] = [];
after(() => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true });
});

/** A folder with these files; those not named are the least that an agreement needs. */
export function folder(files: Files = {}): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'agreement-'));
  made.push(dir);
  const all: Files = { 'agreement.yaml': MANIFEST, 'three.md': ARTICLE, ...files };
  for (const [name, text] of Object.entries(all)) write(dir, name, text);
  return dir;
}

export function write(dir: string, name: string, text: string): string {
  const file = path.join(dir, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

export const open = (dir: string, options: Partial<LoadOptions> = {}): Agreement =>
  unwrap(loadAgreement(dir, { vocabulary, ...options }));
export const load = (files: Files, options: Partial<LoadOptions> = {}): Agreement =>
  open(folder(files), options);

export interface Found {
  readonly id: string;
  /** `three.md:8`, within the folder. */
  readonly at: string;
  readonly problem: Problem;
}

/** The problems of a folder with these files; a test fails when there are none. */
export function problemsOf(files: Files, options: Partial<LoadOptions> = {}): Found[] {
  const dir = folder(files);
  const result = loadAgreement(dir, { vocabulary, ...options });
  assert.ok(!result.ok, 'The agreement loads and should not.');
  return result.problems.map((problem) => {
    const file = problem.file === undefined ? '' : path.relative(dir, problem.file).replaceAll('\\', '/');
    return { id: problem.id, at: problem.line === undefined ? file : `${file}:${problem.line}`, problem };
  });
}

export const places = (found: readonly Found[]): [string, string][] => found.map(({ id, at }) => [id, at]);

/** An amendment or correction with these lines of changes. */
export const documentText = (given: {
  readonly id: string;
  readonly recordedAt: string;
  readonly effectiveOn?: string;
  readonly kind?: 'amendment' | 'correction';
  readonly more?: string;
  readonly changes: string;
}): string =>
  [
    `id: ${given.id}`,
    'title: A document',
    `kind: ${given.kind ?? 'amendment'}`,
    ...(given.effectiveOn === undefined ? [] : [`effectiveOn: ${given.effectiveOn}`]),
    `recordedAt: ${given.recordedAt}`,
    'provenance: filed',
    'source: a test',
    'text: The Parties agree.',
    ...(given.more === undefined ? [] : [given.more]),
    'changes:',
    given.changes,
    '',
  ].join('\n');
