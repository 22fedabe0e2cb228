import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import { fail, ok } from '../../../base/result.ts';
import { dayAfter } from '../day-before.ts';
import { RELEASE_TYPES, changesTerm } from '../terms.ts';

/** A release that its type's notice allows on no day sooner. */
export const changeNoticeOk = defineDecision({
  name: 'change-notice-ok',
  doc: 'Whether a change of the interfaces was announced early enough for its type: timely or late.',
  facts: Type.Object(
    {
      type: Code(RELEASE_TYPES),
      announcedOn: IsoDate('Day on which the other party was told'),
      effectiveOn: IsoDate('Day on which it goes live'),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ announcedOn }) => announcedOn,
  decide: ({ type, announcedOn, effectiveOn }, view, trace) => {
    const rule = view.term(changesTerm);
    if (!rule.ok) return rule;
    const release = rule.value.value.releases.find((one) => one.type === type);
    if (!release)
      return fail({
        id: 'oss-access/release',
        field: 'type',
        sentence: `Agreement ${view.agreement.id} has no releases of type ${type}.`,
        cure: `Types are: ${rule.value.value.releases.map((one) => one.type).join(', ')}.`,
        clause: rule.value.citation,
      });
    const earliest = dayAfter(announcedOn, release.notice);
    const value = effectiveOn >= earliest ? 'timely' : 'late';
    trace.add({
      id: 'earliest',
      sentence: `A ${type} release is announced ${release.notice} ahead: told on ${announcedOn}, it may go live from ${earliest}; it does on ${effectiveOn} → ${value}`,
      out: earliest,
      ...cited(rule.value),
    });
    return ok({
      value,
      clause: rule.value.citation,
      details: {
        earliest,
        ...(release.test === undefined ? {} : { testFor: release.test }),
      },
    });
  },
});
