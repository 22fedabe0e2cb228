import { cited } from '../../../agreement/agreement.ts';
import type { AgreementView, Term } from '../../../agreement/agreement.ts';
import type { Trace } from '../../../base/receipt.ts';
import { EEL_TEST_WORDS, eelTerm } from './terms.ts';

type Eel = NonNullable<(typeof eelTerm)['type']>;

/** The tests of eligibility that a certification leaves out, each a step. */
export function uncertified(certifications: readonly string[], term: Term<Eel>, trace: Trace): string[] {
  return term.value.tests.filter((test) => {
    const certified = certifications.includes(test);
    trace.add({ id: test, sentence: `${EEL_TEST_WORDS[test]}: certified`, out: certified, ...cited(term) });
    return !certified;
  });
}

/** What bars an order for a combination that was not certified whole; undefined where nothing does, or nothing is asked for. */
export function certificationBar(
  certifications: readonly string[],
  view: AgreementView,
  trace: Trace,
): Term<unknown> | undefined {
  const term = view.optional(eelTerm);
  return term && uncertified(certifications, term, trace).length > 0 ? term : undefined;
}
