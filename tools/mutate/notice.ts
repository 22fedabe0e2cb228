/** Whether an agreement with one change in memory is noticed: by its own check, or by an answer that was worked out. */
import { loadAgreement } from '../../src/agreement/load.ts';
import { ParseCache } from '../../src/agreement/parse-cache.ts';
import type { Agreement } from '../../src/agreement/agreement.ts';
import type { Receipt, Step } from '../../src/base/receipt.ts';
import { vocabulary } from '../../src/app/vocabulary.ts';
import { runScenario } from '../../src/flows/scenarios/run-scenario.ts';
import type { Outcome } from '../../src/flows/scenarios/run-scenario.ts';
import type { Scenario } from '../../src/flows/scenarios/scenario.ts';

const decisions = vocabulary.flatMap((room) => room.decisions);

export interface Notice {
  readonly by: 'check' | 'scenario' | 'nobody';
  /** Id of the problem, or place of the scenario. */
  readonly what: string;
}

/** Whether a changed answer counts: what it is now, and the receipt of what it was. */
export type Counts = (now: Outcome, before: Receipt | undefined) => boolean;

/** One agreement folder, loaded again and again with something changed. */
export class Subject {
  readonly #dir: string;
  readonly #variants: readonly string[];
  readonly #scenarios: Scenario[];
  readonly #cache = new ParseCache();
  readonly #before = new Map<string, Receipt | undefined>();

  constructor(dir: string, variants: readonly string[], scenarios: readonly Scenario[]) {
    this.#dir = dir;
    this.#variants = variants;
    this.#scenarios = [...scenarios];
  }

  /** Who notices that `file` reads `text`: the check first, then the first scenario that `counts`. */
  ask(file: string, text: string, counts: Counts = () => true): Notice {
    const agreements: Agreement[] = [];
    for (const variant of this.#variants) {
      const loaded = loadAgreement(this.#dir, {
        vocabulary,
        variant,
        cache: this.#cache,
        files: (name) => (name === file ? text : undefined),
      });
      if (!loaded.ok) return { by: 'check', what: loaded.problems[0]?.id ?? '' };
      agreements.push(loaded.value);
    }
    for (const agreement of agreements) {
      const variant = agreement.ref.variant;
      for (const [index, scenario] of this.#scenarios.entries()) {
        if (scenario.variant !== undefined && scenario.variant !== variant) continue;
        const outcome = runScenario(scenario, agreement, decisions);
        const place = `${scenario.file}:${scenario.line}`;
        if (outcome.passed) {
          // The first time that all pass, nothing is changed: these are the receipts that changed ones are held against.
          if (!this.#before.has(`${variant} ${place}`))
            this.#before.set(`${variant} ${place}`, outcome.receipt);
          continue;
        }
        if (!counts(outcome, this.#before.get(`${variant} ${place}`))) continue;
        this.#moveUp(index);
        return { by: 'scenario', what: place };
      }
    }
    return { by: 'nobody', what: '' };
  }

  /** A scenario that noticed one number of a table is likely to be beside the one that notices the next. */
  #moveUp(index: number): void {
    const near = this.#scenarios.splice(Math.max(0, index - 1), 4);
    this.#scenarios.unshift(...near);
  }
}

/** Whether a receipt rests on a term: some step of it used the term. */
export function cites(receipt: Receipt | undefined, key: string): boolean {
  const used = (step: Step): boolean => step.term?.key === key || (step.steps?.some(used) ?? false);
  return receipt?.steps.some(used) ?? false;
}
