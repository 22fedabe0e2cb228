import { Type } from 'typebox';
import { Code } from './schema.ts';
import { defineTerm } from './vocabulary.ts';

/** Where the agreement reaches. */
export const stateScope = defineTerm(
  'scope.state',
  Type.Object({ state: Type.String({ pattern: '^[A-Z]{2}$' }) }),
  'The one state whose services the agreement covers.',
);

export const areaScope = defineTerm(
  'scope.areas',
  Type.Object({ where: Code(['both-operate', 'incumbent-operates']) }),
  'Within which areas the arrangements are extended.',
);

export const reservationOfRights = defineTerm(
  'scope.reservation-of-rights',
  Type.Object({ waives: Type.Boolean({ description: 'Whether entering waives regulatory positions' }) }),
  'Payments and acceptances never waive a position where this is false.',
);

export const reciprocity = defineTerm(
  'scope.reciprocity',
  Type.Object({ duty: Code(['negotiate', 'reciprocal', 'none']) }),
  'Whether terms are reciprocal by themselves, or only to be negotiated.',
);

export const approval = defineTerm(
  'scope.approval',
  Type.Object({ commission: Type.String(), required: Type.Boolean() }),
  'Whose approval the agreement needs.',
);

export const modification = defineTerm(
  'scope.modification',
  Type.Object({
    bySilence: Type.Boolean({
      description: 'Whether a required modification takes effect without a document',
    }),
  }),
  'How required modifications come into the agreement.',
);

export const scopeTerms = [stateScope, areaScope, reservationOfRights, reciprocity, approval, modification];
