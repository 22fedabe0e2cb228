import { Type } from 'typebox';
import { Code, Duration, Percent } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

const perYear = (description: string) => Type.Integer({ minimum: 1, description });

/** How often bills and records may be audited and what follows from it. */
export const auditTerm = defineTerm(
  'accounts.audit',
  Type.Object({
    perContractYear: perYear('Audits that one party may ask for in a year from the effective date'),
    reachBack: Duration('How long before the request findings may lie'),
    costShift: Type.Optional(
      Percent(
        'Share of the audited amount; an error of at least that much puts the cost on the audited party',
      ),
    ),
    interest: Code(
      ['none', 'late-payment-rate'],
      'What an adjustment bears: nothing, or as late payments do (accounts.late-payment)',
    ),
  }),
  'Audits of bills and records.',
);

/** Audits of traffic and trunks have their own count. */
export const trafficAuditTerm = defineTerm(
  'accounts.traffic-audit',
  Type.Object({
    perCalendarYear: perYear('Audits of traffic that one party may ask for in a calendar year'),
  }),
  'Audits of traffic records and of the factors that stand for them.',
);
