import type { RowShape, ValueType } from '../base/expr/ast.ts';
import { CARRIER_KINDS } from '../network/tables.ts';

/**
 * The facts of a call that rules may name: columns of the month's calls, fields of a rule's condition and facts of
 * `call-jurisdiction`, under one name everywhere. A fact that is not known is missing.
 */
export interface CallFact {
  readonly type: ValueType;
  readonly doc: string;
  readonly values?: readonly string[];
}

const fact = (type: ValueType, doc: string, values?: readonly string[]): CallFact => ({
  type,
  doc,
  ...(values === undefined ? {} : { values }),
});

const ROLES = ['ilec', 'clec'];

export const CALL_FACTS = {
  connect_date: fact(
    'text',
    'Date of the answer (of the attempt when unanswered), on the clock of the trunk group',
  ),
  conversation_ms: fact('integer', 'Conversation time in milliseconds, as recorded'),
  trunk_group: fact('text', 'Trunk group that the call used'),
  trunk_group_kind: fact('text', 'Kind of the trunk group: lec-to-lec, transit, access, ancillary'),
  originator: fact('text', 'OCN of the originating carrier; missing: unidentified'),
  originator_kind: fact('text', 'Kind of the originating carrier', CARRIER_KINDS),
  originator_party: fact(
    'text',
    'Role of the originating carrier in the agreement; missing: a third party',
    ROLES,
  ),
  terminator: fact('text', 'OCN of the terminating carrier'),
  terminator_kind: fact('text', 'Kind of the terminating carrier', CARRIER_KINDS),
  terminator_party: fact(
    'text',
    'Role of the terminating carrier in the agreement; missing: a third party',
    ROLES,
  ),
  calling_present: fact('boolean', 'Whether the calling number was delivered'),
  ported: fact('boolean', 'Whether the record has a routing number'),
  origin_rate_centre: fact('text', 'Rate centre of the calling NPA-NXX'),
  origin_state: fact('text', 'State of the calling NPA-NXX'),
  origin_lata: fact('text', 'LATA of the calling NPA-NXX'),
  terminating_rate_centre: fact('text', 'Rate centre of the called NPA-NXX'),
  terminating_state: fact('text', 'State of the called NPA-NXX'),
  terminating_lata: fact('text', 'LATA of the called NPA-NXX'),
  calling_area: fact(
    'text',
    'Kind of the local calling area from the calling to the called rate centre, e.g. eas',
  ),
  called_isp: fact('boolean', 'Whether the called number is listed as dial-up access to the Internet'),
  recorded_by: fact('text', 'Carrier that recorded the call'),
} as const satisfies Record<string, CallFact>;

export type CallFactName = keyof typeof CALL_FACTS;

export const CALL_FACT_NAMES = Object.keys(CALL_FACTS) as CallFactName[];

/** For checking the conditions of the jurisdiction table. */
export const CALL_SHAPE: RowShape = {
  fields: Object.fromEntries(CALL_FACT_NAMES.map((name) => [name, CALL_FACTS[name].type])),
  tables: {},
};
