import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, IsoInstant } from '../../../agreement/schema.ts';
import { fail, ok } from '../../../base/result.ts';
import { blockingTerm, usageTerm } from '../terms.ts';

const closed = { additionalProperties: false } as const;

/** How long a measured call on a resold line lasts. */
export const resaleCallSeconds = defineDecision({
  name: 'resale-call-seconds',
  doc: 'Seconds of a call on a resold line that are measured, begun seconds counted whole.',
  facts: Type.Object(
    {
      connectedAt: IsoInstant('When the connection was made'),
      answeredAt: Type.Optional(IsoInstant('When the called party answered; default when connected')),
      callingPartyLeftAt: IsoInstant(),
      calledPartyLeftAt: Type.Optional(IsoInstant('Default when the calling party left')),
    },
    closed,
  ),
  value: 'integer',
  decide: ({ connectedAt, answeredAt = connectedAt, callingPartyLeftAt, calledPartyLeftAt }, view, trace) => {
    const term = view.term(usageTerm);
    if (!term.ok) return term;
    const { from, to } = term.value.value;
    const begins = from === 'connection' ? connectedAt : answeredAt;
    const other = calledPartyLeftAt ?? callingPartyLeftAt;
    const isOtherFirst = Temporal.Instant.compare(other, callingPartyLeftAt) < 0;
    const ends = to === 'either-party-disconnect' && isOtherFirst ? other : callingPartyLeftAt;
    const length = Temporal.Instant.from(begins).until(ends).total('seconds');
    if (length < 0) {
      const sentence = 'The call ends before it begins.';
      return fail({
        id: 'resale/call-times',
        field: 'callingPartyLeftAt',
        sentence,
        cure: 'Correct the times.',
      });
    }
    const seconds = Math.ceil(length);
    trace.add({
      id: 'measured',
      sentence: `Measured from ${from} to ${to.replaceAll('-', ' ')}`,
      out: seconds,
      ...cited(term.value),
    });
    return ok({ value: seconds, clause: term.value.citation });
  },
});

/** The category under which a call of a resold line stands in the daily usage file. */
export const resaleUsageCategory = defineDecision({
  name: 'resale-usage-category',
  doc: 'Record category of a call of a resold line in the daily usage file; the reseller pays for it, whoever made it.',
  facts: Type.Object(
    { traffic: Code(['local', 'access']), rated: Type.Optional(Type.Boolean({ description: 'Default no' })) },
    closed,
  ),
  value: 'code',
  decide: ({ traffic, rated = false }, view, trace) => {
    const term = view.term(usageTerm);
    if (!term.ok) return term;
    const { ratedLocal, unratedLocal, access, payer } = term.value.value;
    const value = traffic === 'access' ? access : rated ? ratedLocal : unratedLocal;
    const sentence = `${traffic} traffic is reported in category ${value}; the ${payer} pays for it`;
    trace.add({ id: 'category', sentence, out: value, ...cited(term.value) });
    return ok({ value, clause: term.value.citation });
  },
});

/** Who pays for a call to a service that may be blocked. */
export const blockableCallPayer = defineDecision({
  name: 'blockable-call-payer',
  doc: 'Who pays for a call from a resold line to a service that may be blocked: reseller or incumbent.',
  facts: Type.Object(
    {
      service: Type.String({ description: 'Code of the called service: 900 …' }),
      blockingOrdered: Type.Boolean({ description: 'Whether the reseller ordered it blocked on the line' }),
    },
    closed,
  ),
  value: 'code',
  decide: ({ service, blockingOrdered }, view, trace) => {
    const term = view.term(blockingTerm);
    if (!term.ok) return term;
    const { services } = term.value.value;
    const isListed = services.includes(service);
    const value = isListed && blockingOrdered ? 'incumbent' : 'reseller';
    trace.add({
      id: 'payer',
      sentence: isListed
        ? `Blocking of ${service} ${blockingOrdered ? 'was ordered, and the call should not have gone through' : 'was not ordered'}`
        : `${service} is not among what may be blocked (${services.join(', ')})`,
      out: value,
      ...cited(term.value),
    });
    return ok({ value, clause: term.value.citation });
  },
});
