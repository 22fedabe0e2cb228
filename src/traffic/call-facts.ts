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
const RECORDING_POINTS = ['originating', 'tandem', 'terminating'];
const IDENTIFIED_BY = [
  'record',
  'trunk-group',
  'ported-number',
  'block',
  'code',
  'charge-number',
  'jip',
  'carrier-code',
];

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
  recording_point: fact('text', 'Where on its way the call was recorded', RECORDING_POINTS),
  record_type: fact('text', 'Type of the record, as its format names it, e.g. 110120'),
  connect_minute: fact('integer', 'Minute of the day of the connect time, 0 to 1439'),
  weekday: fact('integer', 'Day of the week of the connect date: 1 is Monday, 7 Sunday'),
  identified_by: fact('text', 'What the originating carrier is known from', IDENTIFIED_BY),
  charge_number_present: fact('boolean', 'Whether a charge number was delivered'),
  jip_present: fact('boolean', 'Whether the place of origin was signalled (JIP)'),
  voip: fact('boolean', 'Whether the record says that the call began or ended in Internet protocol'),
  carrier_code: fact('text', 'Carrier identification code (CIC) on the record, four digits'),
  dialled_service: fact('text', 'Service that the dialled number asks for, e.g. 8yy, 911, operator'),
  origin_mta: fact('text', 'Major trading area of the calling NPA-NXX'),
  terminating_mta: fact('text', 'Major trading area of the called NPA-NXX'),
  origin_mca_area: fact('text', 'Metropolitan calling area of the calling NPA-NXX, where it is an MCA code'),
  origin_mca_tier: fact('integer', 'Its tier there'),
  terminating_mca_area: fact(
    'text',
    'Metropolitan calling area of the called NPA-NXX, where it is an MCA code',
  ),
  terminating_mca_tier: fact('integer', 'Its tier there'),
  origin_physical_rate_centre: fact(
    'text',
    'Rate centre where the customer of the calling number is, where a table of virtual numbers says it',
  ),
  terminating_physical_rate_centre: fact(
    'text',
    'Rate centre where the customer of the called number is, where a table of virtual numbers says it',
  ),
} as const satisfies Record<string, CallFact>;

export type CallFactName = keyof typeof CALL_FACTS;

export const CALL_FACT_NAMES = Object.keys(CALL_FACTS) as CallFactName[];

/** For checking the conditions of the jurisdiction table. */
export const CALL_SHAPE: RowShape = {
  fields: Object.fromEntries(CALL_FACT_NAMES.map((name) => [name, CALL_FACTS[name].type])),
  tables: {},
};
