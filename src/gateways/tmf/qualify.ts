import type { Agreement } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import type { Result } from '../../base/result.ts';
import type { PreOrderAnswer, PreOrderFunction } from '../../flows/pre-order/pre-order.ts';
import { dayAsDateTime } from './day.ts';
import { inWords } from './error.ts';
import { PLACES } from './fill-order.ts';
import type { AskedService, PlaceFacts } from './qualification-facts.ts';

/** Asks one question before an order. */
export type Ask = (name: PreOrderFunction, facts: object) => Promise<Result<PreOrderAnswer>>;

/** From the best to the worst: an item is what the worst of its answers is. */
export const VERDICTS = ['qualified', 'alternate', 'unqualified'] as const;
export type Verdict = (typeof VERDICTS)[number];

interface Reason {
  readonly code: string;
  readonly label: string;
}

/** What the questions of an item came to. */
export interface Qualified {
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  /** Day on which an order would be done, as a date-time. */
  readonly activation?: string;
  /** Whether that is later than was wished for. */
  readonly isLater: boolean;
  /** What is known of the service, name and value. */
  readonly known: readonly (readonly [name: string, value: unknown])[];
  readonly place?: { readonly id: string; readonly name: string };
  /** Places that may be meant instead. */
  readonly alternatives: readonly { readonly id: string; readonly name: string }[];
}

interface Draft {
  verdict: Verdict;
  reasons: Reason[];
  activation?: string;
  isLater: boolean;
  known: (readonly [string, unknown])[];
  place?: { readonly id: string; readonly name: string };
  alternatives: { readonly id: string; readonly name: string }[];
}

/** What each answer means: everything else is as good as it gets. */
const MEANINGS: Readonly<Record<string, Verdict>> = {
  'address-validation ambiguous': 'alternate',
  'address-validation alternatives': 'alternate',
  'address-validation msag-only': 'unqualified',
  'address-validation none': 'unqualified',
  'facility-availability conditioned': 'alternate',
  'facility-availability none': 'unqualified',
  'loop-qualification yellow': 'alternate',
  'loop-qualification red': 'unqualified',
  'loop-qualification no-record': 'unqualified',
  'cfa-validation in-use': 'unqualified',
  'cfa-validation held': 'unqualified',
  'cfa-validation unknown': 'unqualified',
  'cfa-validation other-office': 'unqualified',
  'nc-nci-validation invalid': 'unqualified',
  'due-date-availability negotiated': 'alternate',
};

/** Asks all that an item wants to know; the first question that is refused ends it with its problems. */
export async function qualify(
  agreement: Agreement,
  asked: AskedService,
  ask: Ask,
): Promise<Result<Qualified>> {
  const draft: Draft = { verdict: 'qualified', reasons: [], isLater: false, known: [], alternatives: [] };
  const put = async (name: PreOrderFunction, facts: object): Promise<Result<PreOrderAnswer>> => {
    const answer = await ask(name, facts);
    if (answer.ok) take(draft, answer.value);
    return answer;
  };
  let place: PlaceFacts | undefined = asked.place;
  if (place !== undefined && place['addressId'] === undefined) {
    const found = await put('address-validation', place);
    if (!found.ok) return found;
    const places = placesIn(found.value);
    if (found.value.outcome !== 'exact') {
      draft.alternatives.push(...places);
      return { ok: true, value: draft };
    }
    const [only] = places;
    if (only !== undefined) {
      draft.place = only;
      place = { addressId: only.id };
    }
  }
  const { technology, product, quantity, cfa, codes, office, desired } = asked;
  const carries = technology === undefined ? {} : { technology };
  const questions: (readonly [PreOrderFunction, object])[] = [];
  if (place !== undefined)
    questions.push(['facility-availability', { ...place, ...carries, ...(quantity ? { quantity } : {}) }]);
  if (place !== undefined && technology !== undefined)
    questions.push(['loop-qualification', { ...place, technology }]);
  if (cfa !== undefined)
    questions.push(['cfa-validation', { cfa, ...(office ? { wireCenter: office } : {}) }]);
  if (codes !== undefined) questions.push(['nc-nci-validation', codes]);
  if (product !== undefined)
    questions.push([
      'due-date-availability',
      {
        product,
        ...(place ?? (office ? { wireCenter: office } : {})),
        ...(quantity ? { quantity } : {}),
        ...carries,
      },
    ]);
  for (const [name, facts] of questions) {
    const answer = await put(name, facts);
    if (!answer.ok) return answer;
    if (name === 'due-date-availability' && answer.value.outcome === 'date')
      takeDate(draft, agreement, String(answer.value.value), desired);
  }
  return { ok: true, value: draft };
}

/** What an answer adds: its meaning, what is to be known beside it, and what its decision says in words. */
function take(draft: Draft, { function: name, outcome, problems, details, receipt }: PreOrderAnswer): void {
  const meaning = MEANINGS[`${name} ${outcome}`] ?? 'qualified';
  if (VERDICTS.indexOf(meaning) > VERDICTS.indexOf(draft.verdict)) draft.verdict = meaning;
  draft.reasons.push(...problems.map(reasonOf));
  draft.known.push([name, outcome]);
  if (name === 'loop-qualification') {
    const [best] = (details['loops'] ?? []) as readonly LoopDetails[];
    draft.reasons.push(
      ...(best?.reasons ?? []).map(({ rule, sentence, clause }) => ({
        code: rule,
        label: `${sentence} (${clause})`,
      })),
    );
    for (const one of ['loop', 'equivalentFeet', 'mostEquivalentFeet', 'routeFeet'] as const)
      if (best?.[one] !== undefined) draft.known.push([one, best[one]]);
  }
  if (name === 'due-date-availability' && outcome === 'negotiated')
    draft.reasons.push({
      code: 'negotiated',
      label: `The date is agreed order by order${receipt === undefined ? '' : ` (${receipt.clause})`}.`,
    });
}

interface LoopDetails {
  readonly loop?: string;
  readonly equivalentFeet?: number;
  readonly mostEquivalentFeet?: number;
  readonly routeFeet?: number;
  readonly reasons?: readonly { readonly rule: string; readonly sentence: string; readonly clause: string }[];
}

function takeDate(draft: Draft, agreement: Agreement, day: string, desired: string | undefined): void {
  draft.activation = dayAsDateTime(day, agreement.timeZone);
  if (desired === undefined || day <= desired) return;
  draft.isLater = true;
  if (draft.verdict === 'qualified') draft.verdict = 'alternate';
  draft.reasons.push({
    code: 'later',
    label: `An order of today is done on ${day}, not by ${desired}.`,
  });
}

const reasonOf = (problem: Problem): Reason => ({ code: problem.id, label: inWords(problem) });

function placesIn({ details }: PreOrderAnswer): { readonly id: string; readonly name: string }[] {
  const places = (details['places'] ?? []) as readonly {
    readonly addressId: string;
    readonly address: string;
  }[];
  return places.map(({ addressId, address }) => ({ id: addressId, name: address }));
}

/** A place as the resource shows it. */
export const shownPlace = (place: { readonly id: string; readonly name: string }) => ({
  ...place,
  role: PLACES.address,
});
