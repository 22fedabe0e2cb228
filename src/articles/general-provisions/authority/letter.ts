import { Type } from 'typebox';
import type { Static } from 'typebox';
import { Code, isDate } from '../../../agreement/schema.ts';
import { telephoneNumber } from '../../../base/codes.ts';
import type { LetterCondition } from './terms.ts';

/** A letter as somebody read it: wrong values are kept for the conditions to name. */
export const Letter = Type.Object(
  {
    separateDocument: Type.Boolean({ description: 'A paper or screen of its own' }),
    solePurpose: Type.Boolean({ description: 'It only authorizes the change' }),
    combinedWith: Code(['nothing', 'check', 'inducement'], 'What else stands on the paper'),
    legible: Type.Boolean({ description: 'Type large and plain enough, language clear' }),
    signedBy: Type.String({ description: 'Who signed; empty: nobody' }),
    signedOn: Type.String({ description: 'Date of the signature; empty: none' }),
    billingName: Type.String(),
    billingAddress: Type.String(),
    numbers: Type.Array(Type.String(), { description: 'Each telephone number covered' }),
    currentCarrier: Type.String(),
    newCarrier: Type.String(),
    agentDesignated: Type.Boolean({ description: 'It makes the new carrier the agent for the change' }),
    oneCarrierStated: Type.Boolean({ description: 'It says that a service has one carrier only' }),
    feeStated: Type.Boolean({ description: 'It says that a fee may be charged for the change' }),
    actionToStay: Type.Boolean({ description: 'It asks for something to be done to stay where one is' }),
    oneLanguage: Type.Boolean({ description: 'All of it is in the same language' }),
  },
  { additionalProperties: false },
);
export type Letter = Static<typeof Letter>;

export interface Condition {
  /** Numbered reason; a number is never used again. */
  readonly id: string;
  readonly field: keyof Letter;
  readonly holds: (letter: Letter, mayStandOn: readonly string[]) => boolean;
  readonly sentence: string;
  readonly cure: string;
}

const said = (text: string): boolean => text.trim() !== '';
const NEW_LETTER = 'Have the subscriber sign a letter that conforms.';

/** How each condition is tested. */
export const CONDITIONS: Readonly<Record<LetterCondition, Condition>> = {
  'separate-document': {
    id: 'LOA-0001',
    field: 'separateDocument',
    holds: ({ separateDocument, combinedWith }, mayStandOn) =>
      separateDocument || mayStandOn.includes(combinedWith),
    sentence: 'The letter is no document or screen of its own.',
    cure: NEW_LETTER,
  },
  'sole-purpose': {
    id: 'LOA-0002',
    field: 'solePurpose',
    holds: ({ solePurpose }) => solePurpose,
    sentence: 'The letter does more than authorize the change.',
    cure: NEW_LETTER,
  },
  'no-inducement': {
    id: 'LOA-0003',
    field: 'combinedWith',
    holds: ({ combinedWith }, mayStandOn) => combinedWith === 'nothing' || mayStandOn.includes(combinedWith),
    sentence: 'The letter stands on one paper with an inducement.',
    cure: NEW_LETTER,
  },
  legible: {
    id: 'LOA-0004',
    field: 'legible',
    holds: ({ legible }) => legible,
    sentence: 'The letter cannot be read or understood plainly.',
    cure: NEW_LETTER,
  },
  signed: {
    id: 'LOA-0005',
    field: 'signedBy',
    holds: ({ signedBy }) => said(signedBy),
    sentence: 'The subscriber has not signed.',
    cure: 'Have the subscriber sign.',
  },
  dated: {
    id: 'LOA-0006',
    field: 'signedOn',
    holds: ({ signedOn }) => isDate(signedOn),
    sentence: 'The signature has no date.',
    cure: 'Have the subscriber date it.',
  },
  'billing-name-and-address': {
    id: 'LOA-0007',
    field: 'billingName',
    holds: ({ billingName, billingAddress }) => said(billingName) && said(billingAddress),
    sentence: 'The letter lacks the billing name or the billing address.',
    cure: NEW_LETTER,
  },
  'telephone-numbers': {
    id: 'LOA-0008',
    field: 'numbers',
    holds: ({ numbers }) => numbers.length > 0 && numbers.every((tn) => telephoneNumber(tn) !== undefined),
    sentence: 'The letter does not list each telephone number, with its ten digits.',
    cure: NEW_LETTER,
  },
  'current-and-new-carrier': {
    id: 'LOA-0009',
    field: 'newCarrier',
    holds: ({ currentCarrier, newCarrier }) =>
      said(currentCarrier) && said(newCarrier) && currentCarrier.trim() !== newCarrier.trim(),
    sentence: 'The letter does not say from which carrier to which other one the service goes.',
    cure: NEW_LETTER,
  },
  'agent-designated': {
    id: 'LOA-0010',
    field: 'agentDesignated',
    holds: ({ agentDesignated }) => agentDesignated,
    sentence: 'The letter does not make the new carrier the agent for the change.',
    cure: NEW_LETTER,
  },
  'one-carrier-per-service': {
    id: 'LOA-0011',
    field: 'oneCarrierStated',
    holds: ({ oneCarrierStated }) => oneCarrierStated,
    sentence: 'The letter does not say that a service has one carrier only.',
    cure: NEW_LETTER,
  },
  'fee-notice': {
    id: 'LOA-0012',
    field: 'feeStated',
    holds: ({ feeStated }) => feeStated,
    sentence: 'The letter does not say that a fee may be charged for the change.',
    cure: NEW_LETTER,
  },
  'no-action-to-stay': {
    id: 'LOA-0013',
    field: 'actionToStay',
    holds: ({ actionToStay }) => !actionToStay,
    sentence: 'The letter asks the subscriber to do something to stay with the present carrier.',
    cure: NEW_LETTER,
  },
  'one-language': {
    id: 'LOA-0014',
    field: 'oneLanguage',
    holds: ({ oneLanguage }) => oneLanguage,
    sentence: 'Parts of the letter are in another language.',
    cure: NEW_LETTER,
  },
};
