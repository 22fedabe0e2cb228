import { Type } from 'typebox';
import { PROVENANCES } from '../../../agreement/vocabulary.ts';
import type { Step } from '../../../base/receipt.ts';

export const Problem = Type.Object({
  id: Type.String({ description: 'Stable id, or a numbered edit such as LSR-0417' }),
  file: Type.Optional(Type.String()),
  line: Type.Optional(Type.Integer()),
  also: Type.Optional(
    Type.Object(
      { file: Type.String(), line: Type.Integer() },
      { description: 'The other place of a conflict' },
    ),
  ),
  field: Type.Optional(Type.String()),
  sentence: Type.String({ description: 'What is wrong' }),
  cure: Type.String({ description: 'What to do about it' }),
  clause: Type.Optional(Type.String({ description: 'Citation of the section that asks for it' })),
});

export const Problems = Type.Object({ problems: Type.Array(Problem) });

export const Provenance = Type.Enum([...PROVENANCES], {
  description: 'Where a value comes from: the signed text, a filing, a rule, a sister agreement, or assumed',
});

export const Scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]);

export const Receipt = Type.Object({
  decision: Type.String(),
  agreement: Type.Object({
    id: Type.String(),
    variant: Type.String(),
    version: Type.String(),
    hash: Type.String(),
  }),
  asOf: Type.String(),
  asKnown: Type.Union([Type.String(), Type.Null()]),
  facts: Type.Unknown(),
  steps: Type.Array(
    Type.Unsafe<Step>({
      type: 'object',
      description: '{id, sentence, clause?, term? {key, value, provenance}, out?, steps?}',
    }),
  ),
  value: Scalar,
  details: Type.Optional(Type.Unknown()),
  clause: Type.String(),
});

/** A section's words, for a citation that is shown beside a value. */
export const Clause = Type.Object({
  citation: Type.String(),
  heading: Type.String(),
  text: Type.String(),
  unmodelled: Type.Array(Type.String()),
});

/** Path of everything that belongs to one agreement. */
export const AgreementPath = { form: Type.String(), variant: Type.String() };
