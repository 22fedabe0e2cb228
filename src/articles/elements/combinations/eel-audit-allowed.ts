import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { IsoDate } from '../../../agreement/schema.ts';
import { parseDuration } from '../../../base/quantity.ts';
import { ok } from '../../../base/result.ts';
import { eelAuditTerm } from './terms.ts';

/** Whether the incumbent may demand another audit of certifications. */
export const eelAuditAllowed = defineDecision({
  name: 'eel-audit-allowed',
  doc: 'Whether an audit of combined circuits may be demanded on a day, after the audits demanded before.',
  facts: Type.Object(
    {
      on: IsoDate('Day of the demand'),
      earlier: Type.Array(IsoDate(), { description: 'Days on which audits were demanded before' }),
    },
    { additionalProperties: false },
  ),
  value: 'boolean',
  asOf: ({ on }) => on,
  decide: ({ on, earlier }, view, trace) => {
    const term = view.term(eelAuditTerm);
    if (!term.ok) return term;
    const { most, within } = term.value.value;
    const counted = earlier.filter((day) => day <= on && on < endOf(day, within));
    const allowed = counted.length < most;
    trace.add({
      id: 'audits',
      sentence: `${counted.length} demanded within ${within} before ${on}, of ${most}`,
      out: allowed,
      ...cited(term.value),
    });
    return ok({ value: allowed, clause: term.value.citation, details: { counted } });
  },
});

/** First day that is so long after a day. @throws Error for a length in hours or business days, which no audit is counted by. */
function endOf(day: string, length: string): string {
  const duration = parseDuration(length);
  const unit = duration?.unit === 'month' ? 'months' : duration?.unit === 'calendar day' ? 'days' : undefined;
  if (!duration || !unit) throw new Error(`Audits are not counted by ${length}.`);
  return Temporal.PlainDate.from(day)
    .add({ [unit]: duration.count })
    .toString();
}
