import type { AgreementView } from '../../agreement/agreement.ts';
import { jurisdictionTable, reasonCure, reasonSentence, termOfReason } from '../../traffic/index.ts';

/** A reason in words. */
export interface WhyUnbilled {
  /** What is the matter with such records. */
  readonly sentence: string;
  /** What to do next. */
  readonly cure: string;
  /** Section that says so; none where it follows from the record alone. */
  readonly clause?: string;
}

/** A reason why records are not billed, as the agreement of the day says it: a code of the product, or the id of a rule that holds. */
export function whyUnbilled(view: AgreementView, reason: string): WhyUnbilled {
  const cure = reasonCure(reason);
  if (cure !== undefined) {
    const clause = view.optional(termOfReason(reason))?.citation;
    return { sentence: reasonSentence(reason), cure, ...(clause === undefined ? {} : { clause }) };
  }
  const rule = view.rows(jurisdictionTable).find(({ id }) => id === reason);
  if (rule === undefined) return { sentence: reasonSentence(reason), cure: LOOK };
  return { sentence: rule.value.reason, cure: SETTLE, clause: rule.citation };
}

const LOOK = 'Explain one of the records: its steps show where it stopped.';
const SETTLE =
  'A rule of the agreement holds them: correct the tables when the facts of a call are wrong, else settle with the other side what the section asks for; then close again.';
