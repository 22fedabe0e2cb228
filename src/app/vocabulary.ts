import { accounts } from '../accounts/index.ts';
import type { Decision } from '../agreement/decision.ts';
import { precedence } from '../agreement/precedence.ts';
import { scopeTerms } from '../agreement/scope.ts';
import type { Vocabulary } from '../agreement/vocabulary.ts';
import { definitions } from '../articles/definitions/index.ts';
import { agreementLife } from '../articles/agreement-life/index.ts';
import { dsl } from '../articles/dsl/index.ts';
import { inEffect } from '../articles/agreement-life/in-effect.ts';
import { elementAvailable, elements } from '../articles/elements/index.ts';
import { endUsers } from '../articles/end-users/index.ts';
import { generalProvisions } from '../articles/general-provisions/index.ts';
import { interconnection } from '../articles/interconnection/index.ts';
import { lsrEdits, ordering } from '../articles/ordering/index.ts';
import { ossAccess } from '../articles/oss-access/index.ts';
import { performance } from '../articles/performance/index.ts';
import { pricing } from '../articles/pricing/index.ts';
import { recordExchange } from '../articles/record-exchange/index.ts';
import { resale } from '../articles/resale/index.ts';
import { trunkEngineering } from '../articles/trunk-engineering/index.ts';
import { cases } from '../cases/index.ts';
import { inventory } from '../inventory/index.ts';
import { network } from '../network/index.ts';
import { parties } from '../parties/index.ts';

const scope: Vocabulary = { subject: 'scope', terms: scopeTerms, tables: [], decisions: [] };

/** Edits of orders ask other rooms, which only the program as a whole knows. */
const orderEdits: Vocabulary = {
  subject: 'order-edits',
  terms: [],
  tables: [],
  decisions: [lsrEdits({ availability: elementAvailable, inEffect })],
};

/** Every room that adds to the language of agreements. */
export const vocabulary: readonly Vocabulary[] = [
  scope,
  precedence,
  parties,
  network,
  inventory,
  accounts,
  cases,
  definitions,
  agreementLife,
  dsl,
  elements,
  endUsers,
  generalProvisions,
  interconnection,
  ordering,
  orderEdits,
  ossAccess,
  performance,
  pricing,
  recordExchange,
  resale,
  trunkEngineering,
];

export const decisions: readonly Decision[] = vocabulary.flatMap((room) => room.decisions);
