import type { Agreement, AgreementView } from '../agreement/agreement.ts';
import { OPEN_END, cited } from '../agreement/agreement.ts';
import type { TermDef } from '../agreement/vocabulary.ts';
import type { Receipt, Step } from '../base/receipt.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { connectedAt, factsOf, rawOf, readCall } from './call-row.ts';
import type { RawCall } from './call-row.ts';
import { decideCall } from './decide-call.ts';
import type { RuledCall } from './decide-call.ts';
import type { SqlRow } from './duck.ts';
import { decodeStep, identitySteps, placeSteps } from './explain-steps.ts';
import { reasonSentence } from './reasons.ts';
import { retraceCall } from './retrace.ts';
import type { RetracedCall } from './retrace.ts';
import {
  duplicateKeyTerm,
  identificationTerm,
  measurementTerm,
  monthOfCallTerm,
  recordingPointsTerm,
  unusableRecordsTerm,
} from './terms.ts';

/** A call with all that made its outcome, done again from its record. */
export interface CallExplanation {
  readonly receipt: Receipt;
  readonly record: RawCall;
  /** Undefined when the call did not come to the rules. */
  readonly ruled?: RuledCall;
}

/** What the steps of a call came to. */
interface Finding {
  readonly steps: readonly Step[];
  readonly value: string;
  readonly clause: string;
  readonly ruled?: RuledCall;
}

/**
 * @param id `<file>:<line>`, e.g. `socket-2026-10-01.emi:17`. An unknown id is a problem that says what exists.
 * @param asKnown record time; default all that is recorded.
 */
export async function explainCall(
  callsParquet: string,
  id: string,
  agreement: Agreement,
  asKnown?: string,
): Promise<Result<CallExplanation>> {
  const read = await readCall(callsParquet, id);
  if (!read.ok) return read;
  const row = read.value;
  const asOf = typeof row['connect_date'] === 'string' ? row['connect_date'] : OPEN_END;
  const again = await retraceCall(callsParquet, row, agreement);
  if (!again.ok) return again;
  const found = retrace(id, again.value, agreement.at(asOf, asKnown));
  if (!found.ok) return found;
  const { steps, value, clause, ruled } = found.value;
  const outcome = String(row['outcome']);
  const paid = ruled?.payer === undefined ? {} : { payer: ruled.payer };
  const sentence = ruled?.payer === undefined ? 'The record is' : `The record, for ${ruled.payer} to pay, is`;
  return ok({
    receipt: {
      decision: 'call-outcome',
      agreement: agreement.ref,
      asOf,
      asKnown: asKnown ?? null,
      facts: { id },
      steps: [...steps, { id: 'outcome', sentence, out: outcome }],
      value,
      details: { outcome, ...(row['reason'] === null ? {} : { reason: String(row['reason']) }), ...paid },
      clause,
    },
    record: rawOf(again.value.row),
    ...(ruled ? { ruled } : {}),
  });
}

/** Ends of a call that are not known. */
const IDENTIFICATION = new Set([
  'unknown-trunk-group',
  'unassigned-block',
  'unknown-originating-carrier',
  'unlisted-originating-holder',
  'no-originating-holder',
  'unknown-routing-number',
  'unlisted-terminating-holder',
  'no-terminating-holder',
  'unknown-called-place',
  'unknown-calling-place',
]);

const TERMS: Readonly<Record<string, TermDef>> = {
  duplicate: duplicateKeyTerm,
  'recorded-elsewhere': recordingPointsTerm,
  'record-not-for-billing': recordingPointsTerm,
  'other-month': monthOfCallTerm,
  unanswered: measurementTerm,
  'no-rule': identificationTerm,
  'no-compensation': identificationTerm,
};

/** The term that a record's reason rests on: one of a reader on that of unusable records. */
export const termOfReason = (reason: string): TermDef =>
  TERMS[reason] ?? (IDENTIFICATION.has(reason) ? identificationTerm : unusableRecordsTerm);

function retrace(id: string, { row, repeats }: RetracedCall, view: AgreementView): Result<Finding> {
  const outcome = String(row['outcome']);
  const about = (def: TermDef): Pick<Step, 'clause' | 'term'> => {
    const term = view.optional(def);
    return term ? cited(term) : {};
  };
  const stop = (steps: readonly Step[], last: Step, def: TermDef): Result<Finding> => {
    const rest = about(def);
    return ok({ steps: [...steps, { ...last, ...rest }], value: outcome, clause: rest.clause ?? '' });
  };
  const decoded = decodeStep(row);
  if (row['status'] !== 'record') return stop([], decoded, unusableRecordsTerm);
  const connected: Step = {
    id: 'connect',
    sentence: 'Connected, on the clock of the trunk group',
    out: connectedAt(row),
    ...about(monthOfCallTerm),
  };
  const fault = row['rule'] === null && row['reason'] !== null ? String(row['reason']) : undefined;
  if (fault === 'duplicate' || fault === 'recorded-elsewhere')
    return stop(
      [decoded, connected],
      { id: fault, sentence: `The same call as ${repeats ?? 'an earlier record'}`, out: true },
      termOfReason(fault),
    );
  const known = fault === 'other-month' ? [] : [...identitySteps(row, view), ...placeSteps(row)];
  const steps = [decoded, connected, ...known];
  if (fault !== undefined)
    return stop(steps, { id: fault, sentence: reasonSentence(fault), out: outcome }, termOfReason(fault));
  return rule(id, row, view, steps);
}

function rule(id: string, row: SqlRow, view: AgreementView, before: readonly Step[]): Result<Finding> {
  const decided = decideCall(view, factsOf(row));
  if (!decided.ok) return decided;
  const ruled = decided.value;
  if (ruled.rule?.id !== row['rule']) {
    return fail({
      id: 'traffic/other-agreement',
      field: id,
      sentence: `The month was closed with rule ${row['rule']} for this call, and the agreement at hand says ${ruled.rule?.id ?? 'nothing'}.`,
      cure: 'Explain with the version of the agreement that closed the month, or close it again.',
    });
  }
  const steps = [...before, ...ruled.steps];
  return ok({ steps, value: ruled.bucket, clause: ruled.rule?.clause ?? '', ruled });
}
