import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { IsoDate, askedFor, misfits } from './schema.ts';

const Facts = Type.Object(
  {
    lines: Type.Integer({ minimum: 1, description: 'Lines to cut' }),
    on: IsoDate('Day of the cut'),
    tests: Type.Array(Type.Enum(['power', 'tone'])),
    office: Type.Optional(Type.Object({ clli: Type.String() })),
  },
  { additionalProperties: false },
);
const told = (value: unknown): string[] =>
  misfits(Facts, value).map(({ path, sentence, cure }) => `${path}: ${sentence} ${cure}`);

test('a missing field is told with what it must be', () => {
  assert.deepEqual(told({}), [
    'lines: "lines" is missing. Add it: a whole number; Lines to cut.',
    'on: "on" is missing. Add it: like "2026-10-31"; Day of the cut.',
    'tests: "tests" is missing. Add it: a list of power, tone.',
  ]);
});

test('a value of another kind or beyond a limit is told in plain words', () => {
  assert.deepEqual(told({ lines: 0, on: '2026-11-30', tests: 'power', office: 'CLMAMOXA' }), [
    'lines: 0 is less than 1. Write 1 or more.',
    'tests: "power" is not a list. Correct the value.',
    'office: "CLMAMOXA" is not an object of named fields. Correct the value.',
  ]);
});

test('what a field may hold is said in a few words', () => {
  assert.equal(
    askedFor({ type: 'string', enum: ['', 'N', 'D'], description: 'Activity' }),
    'one of N, D; Activity',
  );
  assert.equal(
    askedFor(Type.Object({ v: Type.Integer(), h: Type.Integer() })),
    'an object of named fields with v, h',
  );
  assert.equal(askedFor({}), '');
});
