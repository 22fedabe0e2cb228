import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import { fail, ok } from '../../../base/result.ts';
import { dayAfter, dayBefore } from '../day-before.ts';
import { RELEASE_TYPES, changesTerm } from '../terms.ts';

/** A release goes live on no day sooner than its notice allows, and after the test environment had it as long as its type asks. */
export const changeNoticeOk = defineDecision({
  name: 'change-notice-ok',
  doc: 'Whether a change of the interfaces was announced and, where it is said, tested early enough for its type: timely, late or test-short.',
  facts: Type.Object(
    {
      type: Code(RELEASE_TYPES),
      announcedOn: IsoDate('Day on which the other party was told'),
      effectiveOn: IsoDate('Day on which it goes live'),
      testFrom: Type.Optional(
        IsoDate('Day from which the test environment has it; without it that is not judged'),
      ),
    },
    { additionalProperties: false },
  ),
  value: 'code',
  asOf: ({ announcedOn }) => announcedOn,
  decide: ({ type, announcedOn, effectiveOn, testFrom }, view, trace) => {
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
    const testBy = release.test === undefined ? undefined : dayBefore(effectiveOn, release.test);
    const isTested = testBy === undefined || testFrom === undefined || testFrom <= testBy;
    const value = effectiveOn < earliest ? 'late' : isTested ? 'timely' : 'test-short';
    trace.add({
      id: 'earliest',
      sentence: `A ${type} release is announced ${release.notice} ahead: told on ${announcedOn}, it may go live from ${earliest}; it does on ${effectiveOn} → ${value}`,
      out: earliest,
      ...cited(rule.value),
    });
    if (testBy !== undefined && testFrom !== undefined)
      trace.add({
        id: 'test',
        sentence: `It is open to tests for ${release.test}: by ${testBy}; it is from ${testFrom}`,
        out: testBy,
        ...cited(rule.value),
      });
    return ok({
      value,
      clause: rule.value.citation,
      details: {
        earliest,
        ...(testBy === undefined ? {} : { testBy }),
      },
    });
  },
});
