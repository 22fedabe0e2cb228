import type { Receipt } from '../base/receipt.ts';
import type { DueQuestion } from './due.ts';

/** What a receipt of `due` was asked, so that it can be derived again or asked of another agreement. */
export interface Asked {
  readonly clock: string;
  readonly question: DueQuestion;
}

interface DueFacts extends Readonly<Record<string, unknown>> {
  readonly clock?: string;
  readonly at?: string;
  readonly performer?: string;
  readonly notice?: unknown;
  readonly pauses?: readonly { readonly from: string; readonly to: string; readonly why: string }[];
}

/** The question that a receipt answers, with all that went into it; undefined for one that is no deadline's. */
export function askedOf({ decision, facts, asOf, asKnown }: Receipt): Asked | undefined {
  const { clock, at, performer, notice, pauses, ...own } = facts as DueFacts;
  if (decision !== 'due' || clock === undefined || at === undefined) return undefined;
  const question: DueQuestion = {
    at,
    ...(Object.keys(own).length === 0 ? {} : { facts: own }),
    ...(notice === undefined ? {} : { notice }),
    ...(pauses === undefined
      ? {}
      : {
          pauses: pauses.map(({ from, to, why }) => ({
            from: Temporal.Instant.from(from),
            to: Temporal.Instant.from(to),
            why,
          })),
        }),
    ...(performer === undefined ? {} : { performer }),
    asOf,
    ...(asKnown === null ? {} : { asKnown }),
  };
  return { clock, question };
}
