import { Type } from 'typebox';
import { Code, Condition, Duration, Percent, QuantityText, Time } from '../../agreement/schema.ts';
import { defineTable, defineTerm } from '../../agreement/vocabulary.ts';
import { PRE_ORDER_FUNCTIONS } from './functions.ts';

export const STANDARDS = ['parity', 'meaningful-opportunity'] as const;
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const PATTERNS = ['no-order-views', 'sequential-scraping'] as const;
export type Pattern = (typeof PATTERNS)[number];
export const MISUSE_STEPS = ['notice', 'suspend-user', 'suspend-carrier', 'commission'] as const;
export type MisuseStep = (typeof MISUSE_STEPS)[number];
export const HARMS = ['network-harm', 'fraud', 'unpaid-bills', 'unauthorized-views'] as const;
export const RELEASE_TYPES = ['major', 'minor', 'documentation', 'emergency'] as const;

const Decimals = Type.Integer({ minimum: 0, maximum: 9, description: 'Decimals of what is stated' });
const Rounding = Code(['half-up', 'half-even', 'down', 'up'], 'How it is brought to them');
const Functions = Type.Array(Code(PRE_ORDER_FUNCTIONS), { minItems: 1, uniqueItems: true });

/** Functions that are offered: a function without a row is not. */
export const functionsTable = defineTable({
  name: 'pre-order-functions',
  identity: ['function'],
  schema: Type.Object({
    function: Code(PRE_ORDER_FUNCTIONS),
    name: Type.String({ minLength: 1, description: 'As people call it' }),
    within: QuantityText('Time in which it is answered: 10 seconds'),
    share: Percent('Share of the queries of a month that is answered in that time: 95 %'),
    standard: Code(STANDARDS, 'parity: there is a retail analogue; else a meaningful opportunity to compete'),
  }),
  doc: 'What may be asked before an order, and how fast it is answered.',
});
export type FunctionRow = NonNullable<(typeof functionsTable)['type']>;

export const parityTerm = defineTerm(
  'oss-access.parity',
  Type.Object({
    analogue: Code(['retail-mean'], 'What the mean response is held against'),
    tolerance: QuantityText('How much longer it may take, for the gateway and its security: 4 seconds'),
  }),
  'When access is like that of the retail side of the incumbent.',
);

export const responseTerm = defineTerm(
  'oss-access.response',
  Type.Object({
    clock: Code(['gateway'], 'Whose clock says when it was asked and when it was answered'),
    skewAbove: QuantityText('Difference of the clocks of gateway and source from which it is reported'),
    failed: Code(['late', 'excluded'], 'What a query is that the system did not answer'),
    exclusions: Type.Array(
      Type.Object({
        id: Type.String({ pattern: '^[a-z0-9-]+$' }),
        when: Condition('Over function, outcome, via, test, scheduled'),
        reason: Type.String({ minLength: 3 }),
      }),
    ),
    decimals: Decimals,
    rounding: Rounding,
  }),
  'How the response to queries is measured.',
);

export const hoursTerm = defineTerm(
  'oss-access.hours',
  Type.Object({
    days: Type.Array(
      Type.Object({
        on: Type.Array(Code(WEEKDAYS), { minItems: 1, uniqueItems: true }),
        opens: Time('First minute in which it is up'),
        closes: Type.Optional(Time('First minute in which it may be down; without it midnight')),
      }),
      { minItems: 1 },
    ),
    holidays: Code(['as-usual', 'closed'], 'Holidays of the incumbent'),
  }),
  'Hours in which the systems are scheduled to be up, in the time zone of the agreement.',
);

export const availabilityTerm = defineTerm(
  'oss-access.availability',
  Type.Object({
    target: Percent('Share of the scheduled time of a month: 99.25 %'),
    announced: Code(['excluded', 'counts'], 'Downtime that was announced in time'),
    overrun: Code(['counts', 'excluded'], 'Downtime after the announced end'),
    decimals: Decimals,
    rounding: Rounding,
  }),
  'How much of the scheduled time the systems are up.',
);

export const outagesTerm = defineTerm(
  'oss-access.outages',
  Type.Object({ ahead: Duration('How long before its day a planned downtime is announced: calendar days') }),
  'Notice of planned downtime.',
);

export const changesTerm = defineTerm(
  'oss-access.changes',
  Type.Object({
    releases: Type.Array(
      Type.Object({
        type: Code(RELEASE_TYPES),
        notice: Duration('How long before its day it is announced: calendar days'),
        test: Type.Optional(Duration('How long before its day the test environment has it: calendar days')),
      }),
      { minItems: 1 },
    ),
    versions: Type.Integer({
      minimum: 1,
      description: 'Versions of the interface supported at once: 2 is N and N-1',
    }),
  }),
  'How changes of the interfaces come about.',
);

export const misuseTerm = defineTerm(
  'oss-access.misuse',
  Type.Object({
    noOrder: Type.Object({
      functions: Functions,
      orderWithin: Duration('Days before and after a view in which an order answers for it'),
      lookBack: Duration('Days of views that are looked at'),
      minimum: Type.Integer({ minimum: 1, description: 'Records that a user must have seen for a finding' }),
      share: Percent('Share without an order above which it is a finding'),
    }),
    sequential: Type.Object({
      functions: Functions,
      run: Type.Integer({ minimum: 2, description: 'Numbers in a row that make a finding' }),
      within: Duration('Time in which they were seen: clock hours'),
    }),
  }),
  'Patterns in the log of queries that are looked into.',
);

export const misuseStepsTerm = defineTerm(
  'oss-access.misuse-steps',
  Type.Object({
    steps: Type.Array(
      Type.Object({
        step: Code(MISUSE_STEPS),
        cure: Type.Optional(
          Type.String({ pattern: '^[a-z-]+$', description: 'Clock that must be over before the next step' }),
        ),
      }),
      { minItems: 1 },
    ),
    emergency: Type.Array(Code(HARMS), {
      uniqueItems: true,
      description: 'Harms that allow a block without notice',
    }),
  }),
  'Steps against misuse, in their order; none is left out.',
);
