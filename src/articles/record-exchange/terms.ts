import { Type } from 'typebox';
import { Code } from '../../agreement/schema.ts';
import { defineTerm } from '../../agreement/vocabulary.ts';

/** Ways in which an objection may be made. */
export const OBJECTION_WAYS = ['letter', 'e-mail', 'fax'] as const;
/** Who gets a copy beside the other carrier. */
export const COPIES = ['telecommunications-manager'] as const;
/** Whose blocking it is: each has its own rule. */
export const BLOCKINGS = ['transit-carrier', 'terminating-carrier', 'of-transit-carrier'] as const;
export const REASONS = ['non-payment', 'no-calling-number'] as const;
export const SENT_BY = ['certified-mail', 'overnight', 'personal', 'fax', 'email'] as const;
export const SENT_TO = ['carrier', 'tandem', 'commission'] as const;
export const CONTENTS = ['reasons', 'start-date', 'cure', 'rights'] as const;
export const ROUTES = ['agreement', 'direct', 'interexchange-carrier'] as const;

const some = <const T extends readonly string[]>(codes: T, description: string) =>
  Type.Array(Code(codes), { minItems: 1, uniqueItems: true, description });

export const objectionsTerm = defineTerm(
  'record-exchange.objections',
  Type.Object({
    by: some(OBJECTION_WAYS, 'Ways in which a carrier may object to a bill'),
    answerCopies: Type.Array(Code(COPIES), {
      uniqueItems: true,
      description: 'Who gets a copy of the answer',
    }),
  }),
  'How an objection to a bill for calls is made and answered.',
);

export const blockingTerm = defineTerm(
  'record-exchange.blocking.*',
  Type.Object({
    reasons: some(REASONS, 'For what traffic may be blocked'),
    sentBy: some(SENT_BY, 'How the notice is sent'),
    sentTo: some(SENT_TO, 'All who get the notice'),
    contents: some(CONTENTS, 'All that the notice gives'),
    routes: some(ROUTES, 'Ways that stay open to the blocked carrier'),
  }),
  'Who may block the traffic of a carrier, for what, and on which notice: transit-carrier, terminating-carrier (at the originating tandem), of-transit-carrier.',
);

export const violationsTerm = defineTerm(
  'record-exchange.violations',
  Type.Object({
    buckets: Type.Array(Type.String({ minLength: 1 }), {
      minItems: 1,
      uniqueItems: true,
      description: 'Buckets of calls that do not belong where they came',
    }),
  }),
  'Which calls of a month are reported as violations of the LEC-to-LEC network.',
);

const Months = (description: string) =>
  Type.String({ format: 'duration', pattern: '^\\s*[1-9]\\d*\\s*[Mm]onths?\\s*$', description });

export const lostUsageTerm = defineTerm(
  'record-exchange.lost-usage',
  Type.Object({
    fromMonths: Months('Fewest months before the loss from which usage is estimated'),
    toMonths: Months('Most months: earlier ones do not count'),
    minutes: Code(['nearest', 'up', 'down'], 'How the estimate becomes whole minutes'),
  }),
  'How usage is estimated whose records are lost and cannot be rebuilt.',
);
