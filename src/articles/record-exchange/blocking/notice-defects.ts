import type { Static } from 'typebox';
import { Type } from 'typebox';
import type { Term } from '../../../agreement/agreement.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { BLOCKINGS, CONTENTS, REASONS, SENT_BY, SENT_TO } from '../terms.ts';
import type { blockingTerm } from '../terms.ts';

/** A notice that traffic will be blocked, as it was sent. */
export const BlockingNotice = Type.Object(
  {
    blocking: Code(BLOCKINGS, 'Who blocks, or who is blocked'),
    reasons: Type.Array(Code(REASONS), { minItems: 1, uniqueItems: true }),
    sentBy: Code(SENT_BY),
    sentTo: Type.Array(Code(SENT_TO), { uniqueItems: true }),
    contents: Type.Array(Code(CONTENTS), { uniqueItems: true, description: 'What the notice gives' }),
    startsOn: IsoDate('Day on which blocking is to start'),
  },
  { additionalProperties: false },
);
export type BlockingNoticeFacts = Static<typeof BlockingNotice>;

type Rule = Term<NonNullable<(typeof blockingTerm)['type']>>;

/** The clock of each blocking's notice. */
export const NOTICE_CLOCKS: Readonly<Record<BlockingNoticeFacts['blocking'], string>> = {
  'transit-carrier': 'blocking-by-transit-carrier',
  'terminating-carrier': 'blocking-at-tandem',
  'of-transit-carrier': 'blocking-of-transit-carrier',
};

/**
 * Everything that is wrong with a notice: without the copy to the Commission, too short, or silent on something.
 * @param earliest first day on which blocking may start, ISO.
 */
export function noticeDefects(rule: Rule, notice: BlockingNoticeFacts, earliest: string): Problem[] {
  const problem = (slug: string, field: string, sentence: string, cure: string): Problem => ({
    id: `record-exchange/${slug}`,
    field,
    sentence,
    cure,
    clause: rule.citation,
  });
  const { reasons, sentBy, sentTo, contents } = rule.value;
  return [
    ...notice.reasons
      .filter((reason) => !reasons.includes(reason))
      .map((reason) =>
        problem(
          'reason',
          'reasons',
          `Traffic is not blocked for ${reason}.`,
          `Give one of: ${reasons.join(', ')}.`,
        ),
      ),
    ...(sentBy.includes(notice.sentBy)
      ? []
      : [
          problem(
            'sent-by',
            'sentBy',
            `The notice went by ${notice.sentBy}.`,
            `Send it by ${sentBy.join(' or ')}.`,
          ),
        ]),
    ...sentTo
      .filter((to) => !notice.sentTo.includes(to))
      .map((to) =>
        problem(
          'no-copy',
          'sentTo',
          `The notice did not go to the ${to}.`,
          `Send it to the ${to} also, and count from that day.`,
        ),
      ),
    ...contents
      .filter((content) => !notice.contents.includes(content))
      .map((content) =>
        problem(
          'silent',
          'contents',
          `The notice does not give the ${content}.`,
          'Add it and send the notice again.',
        ),
      ),
    ...(notice.startsOn >= earliest
      ? []
      : [
          problem(
            'too-soon',
            'startsOn',
            `Blocking is to start on ${notice.startsOn}, before ${earliest}.`,
            `Name ${earliest} or a later day.`,
          ),
        ]),
  ];
}
