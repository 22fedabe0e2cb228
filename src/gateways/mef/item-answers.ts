import type { Agreement } from '../../agreement/agreement.ts';
import { localDate } from '../../cases/instant.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { PreOrderAnswer, PreOrderFunction } from '../../flows/pre-order/pre-order.ts';
import type { Ask } from '../tmf/qualify.ts';

export const COLOURS = ['green', 'yellow', 'red'] as const;
export type Colour = (typeof COLOURS)[number];

/** What an item of a qualification asks, in the words of questions before an order. */
export interface ItemQuestion {
  readonly product: string;
  readonly place?: Readonly<Record<string, string>>;
  readonly office?: string;
  readonly technology?: string;
  readonly cfa?: string | undefined;
  /** A pair must be spare for it. */
  readonly needsPair: boolean;
  readonly orderType: 'new' | 'disconnect';
}

/** What the questions about an item came to. */
export interface ItemAnswers {
  readonly colour: Colour;
  readonly reasons: readonly string[];
  /** ISO day on which an order of today would be done; absent where it is agreed order by order. */
  readonly day?: string;
  /** Key of the place. */
  readonly addressId?: string;
  /** The address means several places, or none: those that may be meant. */
  readonly unclear?: {
    readonly outcome: string;
    readonly places: readonly { readonly addressId: string; readonly address: string }[];
  };
}

/** The colour that an answer gives; all else is green. The colours of a loop are those of its qualification. */
const MEANINGS: Readonly<Record<string, Colour>> = {
  'address-validation msag-only': 'red',
  'address-validation none': 'red',
  'facility-availability conditioned': 'yellow',
  'facility-availability none': 'red',
  'loop-qualification yellow': 'yellow',
  'loop-qualification red': 'red',
  'loop-qualification no-record': 'yellow',
  'cfa-validation in-use': 'red',
  'cfa-validation held': 'red',
  'cfa-validation unknown': 'red',
  'cfa-validation other-office': 'red',
  'due-date-availability negotiated': 'yellow',
};

/**
 * Asks all that an item wants to know; its colour is the worst of the answers'. A question that is refused ends it with its
 * problems.
 */
export async function answersOf(
  question: ItemQuestion,
  agreement: Agreement,
  ask: Ask,
): Promise<Result<ItemAnswers>> {
  const answers: PreOrderAnswer[] = [];
  const put = async (name: PreOrderFunction, facts: object): Promise<Result<PreOrderAnswer>> => {
    const answer = await ask(name, facts);
    if (answer.ok) answers.push(answer.value);
    return answer;
  };
  let { place } = question;
  if (place !== undefined && place['addressId'] === undefined) {
    const found = await put('address-validation', place);
    if (!found.ok) return found;
    const { outcome, details } = found.value;
    const places = (details['places'] ?? []) as readonly { addressId: string; address: string }[];
    if (outcome === 'ambiguous' || outcome === 'alternatives')
      return ok({ ...summed(answers), unclear: { outcome, places } });
    const [only] = places;
    if (only === undefined) return ok(summed(answers));
    place = { addressId: only.addressId };
  }
  for (const [name, facts] of questionsAbout(question, place)) {
    const answer = await put(name, facts);
    if (!answer.ok) return fail(...answer.problems);
  }
  const due = answers.find(({ function: name }) => name === 'due-date-availability');
  return ok({
    ...summed(answers),
    ...(due === undefined ? {} : dayOf(agreement, due)),
    ...(place?.['addressId'] === undefined ? {} : { addressId: place['addressId'] }),
  });
}

/** The day that a question for the due date was answered with, where it is one. */
export function dayOf(agreement: Agreement, { outcome, value }: PreOrderAnswer): Pick<ItemAnswers, 'day'> {
  if (outcome !== 'date') return {};
  const text = String(value);
  return { day: /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : localDate(agreement, text) };
}

function questionsAbout(
  { product, office, technology, cfa, needsPair, orderType }: ItemQuestion,
  place: ItemQuestion['place'],
): (readonly [PreOrderFunction, object])[] {
  const carries = technology === undefined ? {} : { technology };
  const where = place ?? (office === undefined ? {} : { wireCenter: office });
  return [
    ...(place !== undefined && needsPair
      ? [['facility-availability', { ...place, ...carries }] as const]
      : []),
    ...(place !== undefined && technology !== undefined
      ? [['loop-qualification', { ...place, technology }] as const]
      : []),
    ...(cfa === undefined
      ? []
      : [['cfa-validation', { cfa, ...(office === undefined ? {} : { wireCenter: office }) }] as const]),
    [
      'due-date-availability',
      { product, orderType, ...where, ...(place === undefined ? {} : carries) },
    ] as const,
  ];
}

/** The worst colour, and why: what is to be known beside each answer, and what its decision says. */
function summed(answers: readonly PreOrderAnswer[]): Pick<ItemAnswers, 'colour' | 'reasons'> {
  const colours = new Set(
    answers.map(({ function: name, outcome }) => MEANINGS[`${name} ${outcome}`] ?? 'green'),
  );
  const worst = COLOURS.findLast((colour) => colours.has(colour)) ?? 'green';
  const said = answers.flatMap(({ function: name, outcome, problems, details, receipt }) => {
    const [best] = (details['loops'] ?? []) as readonly LoopDetails[];
    return [
      ...problems.map(({ sentence, clause }) => withClause(sentence, clause)),
      ...(name === 'loop-qualification'
        ? [
            ...(best?.reasons ?? []).map(({ sentence, clause }) => withClause(sentence, clause)),
            ...lengthOf(best),
          ]
        : []),
      ...(name === 'facility-availability' && outcome === 'conditioned'
        ? ['The pairs that are there have to be conditioned first.']
        : []),
      ...(outcome === 'negotiated'
        ? [withClause('The date is agreed order by order.', receipt?.clause)]
        : []),
    ];
  });
  return { colour: worst, reasons: [...new Set(said)] };
}

/** In words how long the loop is, and how long it may be. */
function lengthOf(loop: LoopDetails | undefined): string[] {
  const feet = (count: number): string => count.toLocaleString('en-US');
  const { equivalentFeet, mostEquivalentFeet, routeFeet } = loop ?? {};
  if (equivalentFeet === undefined || routeFeet === undefined) return [];
  const most = mostEquivalentFeet === undefined ? '' : `; ${feet(mostEquivalentFeet)} are the most`;
  return [`The loop has ${feet(equivalentFeet)} equivalent feet, ${feet(routeFeet)} of cable${most}.`];
}

interface LoopDetails {
  readonly equivalentFeet?: number;
  readonly mostEquivalentFeet?: number;
  readonly routeFeet?: number;
  readonly reasons?: readonly { readonly sentence: string; readonly clause?: string }[];
}

const withClause = (sentence: string, clause: string | undefined): string =>
  clause === undefined ? sentence : `${sentence} (${clause})`;
