import { Type } from 'typebox';
import type { Static } from 'typebox';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import { LOSS_REASONS } from './terms.ts';

const closed = { additionalProperties: false } as const;

const service = {
  pon: Type.String({ pattern: "^[A-Z0-9][A-Z0-9.,'-]{0,15}$", description: 'Purchase order number' }),
  numbers: Type.Array(Type.String({ pattern: '^[2-9]\\d{2}[2-9]\\d{6}$' }), {
    uniqueItems: true,
    description: 'Telephone numbers, ten digits; none for a circuit',
  }),
  circuit: Type.Optional(
    Type.String({ pattern: '^[A-Z0-9]{1,4}(\\.[A-Z0-9]{0,10}){2,6}$', description: 'ECCKT' }),
  ),
  disconnectOn: IsoDate('Day on which the service of the loser ends'),
};

/** What is taken away. Closed, and of codes only: there is no place for the name of a carrier. */
export const LostService = Type.Object(service, closed);
export type LostService = Static<typeof LostService>;

/** The notice: the service and the generic reason. */
export const LossNotice = Type.Object(
  { ...service, reason: Code(LOSS_REASONS, 'Says nothing of the new provider') },
  closed,
);
export type LossNotice = Static<typeof LossNotice>;
