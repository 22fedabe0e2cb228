import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import type { AgreementView } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { IsoInstant } from '../../../agreement/schema.ts';
import { ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { localDate, readLocalDate } from '../../../cases/instant.ts';
import { dayBefore } from '../day-before.ts';
import { outagesTerm } from '../terms.ts';

/** The last day on which a downtime that begins then may be announced. */
export function latestAnnouncement(view: AgreementView, startsAt: string): Result<string> {
  const rule = view.term(outagesTerm);
  return rule.ok ? ok(dayBefore(localDate(view.agreement, startsAt), rule.value.value.ahead)) : rule;
}

/** Downtime that is announced late is taken as it comes; it counts against the availability like a failure. */
export const outageNoticeOk = defineDecision({
  name: 'outage-notice-ok',
  doc: 'Whether a planned downtime was announced early enough: timely or late.',
  facts: Type.Object(
    {
      announcedAt: IsoInstant('When the other party was told'),
      startsAt: IsoInstant('When it is to begin'),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ announcedAt }, agreement) => readLocalDate(agreement, announcedAt),
  decide: ({ announcedAt, startsAt }, view, trace) => {
    const rule = view.term(outagesTerm);
    const latest = latestAnnouncement(view, startsAt);
    if (!rule.ok) return rule;
    if (!latest.ok) return latest;
    const on = localDate(view.agreement, announcedAt);
    const value = on <= latest.value ? 'timely' : 'late';
    trace.add({
      id: 'latest',
      sentence: `${rule.value.value.ahead} before ${localDate(view.agreement, startsAt)}: by ${latest.value}; announced on ${on} → ${value}`,
      out: latest.value,
      ...cited(rule.value),
    });
    return ok({ value, clause: rule.value.citation, details: { latest: latest.value } });
  },
});
