import type { Receipt, Step } from '../../../src/base/receipt.ts';
import { plain, sentence, words } from '../format.ts';
import { ClauseToggle } from './clause.tsx';
import { FactList } from './fact-list.tsx';
import { Provenance } from './provenance.tsx';

/** How a value was made: what went in, each step with its clause and term, what came out. */
export function ReceiptTree({ receipt }: { receipt: Receipt }) {
  const { agreement } = receipt;
  return (
    <div className="receipt">
      <h3>What went in</h3>
      <FactList facts={receipt.facts} />
      <h3>What was done</h3>
      {receipt.steps.length === 0 ? <p className="empty">No steps were recorded.</p> : null}
      <Steps steps={receipt.steps} />
      <p className="receipt-foot">
        Decided as “{words(receipt.decision)}” under {agreement.id}/{agreement.variant} version{' '}
        {agreement.version} <code title={agreement.hash}>{agreement.hash.slice(0, 12)}</code>, by the terms in
        force on {receipt.asOf}
        {receipt.asKnown === null ? '' : ` as known at ${receipt.asKnown}`}.
      </p>
    </div>
  );
}

export function Steps({ steps }: { steps: readonly Step[] }) {
  if (steps.length === 0) return null;
  return (
    <ol className="steps">
      {steps.map((step, index) => (
        <StepItem key={`${index} ${step.id}`} step={step} />
      ))}
    </ol>
  );
}

function StepItem({ step }: { step: Step }) {
  return (
    <li className="step">
      <div className="step-line">
        <span className="step-sentence">{sentence(step.sentence)}</span>
        {step.out === undefined || step.out === null ? null : (
          <span className="step-out">
            <span className="visually-hidden">gives </span>
            {plain(step.out)}
          </span>
        )}
      </div>
      {step.term === undefined && step.clause === undefined ? null : (
        <div className="step-basis">
          {step.clause === undefined ? null : <ClauseToggle citation={step.clause} />}
          {step.term === undefined ? null : (
            <span className="step-term">
              <code>{step.term.key}</code> <span className="step-value">{termText(step.term.value)}</span>{' '}
              <Provenance of={step.term.provenance} />
            </span>
          )}
        </div>
      )}
      <Steps steps={step.steps ?? []} />
    </li>
  );
}

/** A term's value in short: its fields without repeating what the key says. */
function termText(value: unknown): string {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return plain(value);
  return Object.entries(value)
    .filter(([name]) => name !== 'description')
    .map(([name, inner]) => `${words(name).toLowerCase()}: ${plain(inner)}`)
    .join(', ');
}
