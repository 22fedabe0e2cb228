import { Type } from 'typebox';
import { Code, Duration, Price } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

/** What may secure payment. */
export const DEPOSIT_FORMS = ['cash', 'letter-of-credit', 'surety-bond'] as const;

/** How much a deposit may be and in what it may be given. */
export const depositTerm = defineTerm(
  'accounts.deposit',
  Type.Object({
    multiple: Type.Integer({ minimum: 1, description: 'Times the monthly charges of the basis' }),
    basis: Code(
      ['anticipated', 'recent-average'],
      'anticipated: the average of all months given, which are expected charges; recent-average: of those of the latest time `over`, or of what there is of a shorter history',
    ),
    over: Type.Optional(Duration('For recent-average: how many months: 3 months')),
    cap: Type.Optional(Price('The most that may be asked for: $5,000,000')),
    forms: Type.Array(Code(DEPOSIT_FORMS), { minItems: 1, description: 'Forms that are accepted' }),
    interest: Code(
      ['none', 'late-payment-rate'],
      'What a cash deposit bears: nothing, or as late payments do (accounts.late-payment)',
    ),
  }),
  'The measure of a deposit: undisputed monthly charges times a multiple. Disputed charges are never counted.',
);

/** Facts any one of which lets a party ask for a deposit. */
export const TRIGGERS = [
  'payment-history',
  'delinquencies',
  'order-suspension',
  'insolvency',
  'termination',
] as const;

/** When a deposit may be asked for. */
export const depositTriggerTerm = defineTerm(
  'accounts.deposit-trigger',
  Type.Object({
    triggers: Type.Array(Code(TRIGGERS), { minItems: 1, description: 'Any one of them is enough' }),
    paymentHistory: Type.Optional(
      Duration('For payment-history: consecutive months of timely payment that make a deposit needless'),
    ),
    delinquencies: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'For delinquencies: how many notices that name an undisputed amount',
      }),
    ),
    within: Type.Optional(Duration('For delinquencies: the months in which they are counted')),
  }),
  'What entitles a party to a deposit. A dispute never does.',
);

/** When a deposit goes back. */
export const depositReturnTerm = defineTerm(
  'accounts.deposit-return',
  Type.Object({ goodHistory: Duration('Consecutive months of timely payment after which it is returned') }),
  'When a deposit is returned with its interest.',
);
