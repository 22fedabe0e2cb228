import { Type } from 'typebox';
import { Code, Duration } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

/** What a competitor certifies of a combined circuit. */
export const EEL_TESTS = [
  'state-certificate',
  'local-number',
  'emergency-calls',
  'collocation',
  'interconnection-trunk',
  'local-switch',
] as const;
export type EelTest = (typeof EEL_TESTS)[number];

/** The tests in words, for receipts. */
export const EEL_TEST_WORDS: Readonly<Record<EelTest, string>> = {
  'state-certificate': 'The State has certified it for local voice service in the area',
  'local-number': 'Each DS1 and DS1-equivalent has a local number before service',
  'emergency-calls': '911 or E911 works on the circuit before service',
  collocation: 'The circuit ends in a collocation',
  'interconnection-trunk': 'An interconnection trunk in the LATA serves it and carries calling numbers',
  'local-switch': 'A switch that can serve locally serves it',
};

export const eelTerm = defineTerm(
  'elements.eel',
  Type.Object({
    tests: Type.Array(Code(EEL_TESTS), {
      minItems: 1,
      uniqueItems: true,
      description: 'What is certified of each circuit, all of it',
    }),
    numbersPerDs1: Type.Integer({ minimum: 1, description: 'Local numbers that a DS1 needs before service' }),
    numbersPerDs3: Type.Integer({ minimum: 1, description: 'Local numbers that a DS3 needs' }),
    ds1sPerTrunk: Type.Integer({
      minimum: 1,
      description:
        'DS1 combinations that one DS1 interconnection trunk serves; a part of them needs one more',
    }),
    ds1sPerDs3: Type.Integer({ minimum: 1, description: 'DS1s that a DS3 counts as' }),
  }),
  'Who may have combinations of loop and transport: what is certified of each circuit.',
);

export const eelCertificationTerm = defineTerm(
  'elements.eel-certification',
  Type.Object({
    by: Code(['circuit', 'carrier'], 'circuit: each circuit is certified by itself'),
    effect: Code(
      ['provisions', 'reviewed-first'],
      'provisions: the word of the competitor is enough, and only an audit undoes it',
    ),
  }),
  'What the certification of a combination is worth.',
);

/** Who pays for an audit. */
export const eelAuditTerm = defineTerm(
  'elements.eel-audit',
  Type.Object({
    most: Type.Integer({ minimum: 1, description: 'Audits that may be demanded' }),
    within: Duration('In any so many months'),
    auditor: Code(['independent', 'incumbent'], 'Who does it; independent: by the standards of the AICPA'),
    failed: Code(['competitor-pays', 'incumbent-pays'], 'Who pays it when circuits fail'),
    passed: Code(['incumbent-reimburses', 'each-its-own'], 'What becomes of the costs when none fails'),
    failedCircuits: Code(['convert-and-true-up', 'convert'], 'What becomes of circuits that fail'),
  }),
  'The audit of certifications.',
);

export const comminglingTerm = defineTerm(
  'elements.commingling',
  Type.Object({
    parts: Code(['own-price', 'one-price'], 'Each part of a circuit at its own price'),
    ratcheting: Code(['none', 'by-use'], 'Whether the price of a part moves with what shares it'),
  }),
  'What a circuit costs that is partly an element and partly a service of the tariff.',
);

export const combinationTerms = [eelTerm, eelCertificationTerm, eelAuditTerm, comminglingTerm];
