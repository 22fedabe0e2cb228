import { CALL_FACTS } from '../../traffic/index.ts';
import { codeSubject } from './code-subject.ts';
import { daySubject } from './day-subject.ts';
import { fact, needed } from './subject.ts';
import type { Subject } from './subject.ts';

/** Places decide what is local: without them a call cannot be called local or not. */
const CALL_NEEDS = new Set([
  'origin_rate_centre',
  'origin_state',
  'terminating_rate_centre',
  'terminating_state',
]);

/** A call: the facts of the jurisdiction table, and what only definitions ask. */
const call: Subject = {
  doc: 'One call',
  facts: {
    ...Object.fromEntries(
      Object.entries(CALL_FACTS).map(([name, each]) => [
        name,
        CALL_NEEDS.has(name) ? { ...each, needed: true as const } : each,
      ]),
    ),
    connect_date: fact('date', CALL_FACTS.connect_date.doc),
    calling_present: needed('boolean', CALL_FACTS.calling_present.doc),
    calling_number: fact('text', 'Calling number. Decides nothing: places are those of rate centres'),
    called_number: fact('text', 'Called number. Decides nothing: places are those of rate centres'),
    calling_isp: fact('boolean', 'Whether the call comes from an Internet service provider'),
    dialing: fact('text', 'How the caller chose the carrier; missing: no carrier was chosen', [
      'local',
      'presubscribed',
      'casual',
    ]),
    optional_plan: fact(
      'boolean',
      'Whether the call is local to the caller by an optional calling plan only',
    ),
    jip_present: needed('boolean', 'Whether the jurisdiction information parameter was delivered'),
    ss7: needed('boolean', 'Whether the trunk group has SS7 signalling'),
    within_mta: needed(
      'boolean',
      'Whether the call begins and ends in one major trading area, by the place of the mobile phone when it begins',
    ),
    interlata_accepted: fact(
      'boolean',
      'Whether the terminating carrier accepted interLATA calls in an approved agreement',
    ),
  },
};

const line: Subject = {
  doc: 'One access line, or several alike',
  facts: {
    owner: needed('text', 'Who owns the line', ['incumbent', 'other']),
    customer: needed('text', 'Whom it serves', ['business', 'residence']),
    served_by: needed('text', 'Who serves the customer over it', ['incumbent', 'competitor']),
    switched: needed('boolean', 'Whether it connects the customer with an end office for switched service'),
    kbps: fact('integer', 'Capacity of a digital line in kilobits per second; missing: an analog line'),
  },
};

const collocation: Subject = {
  doc: 'One carrier’s collocation in one wire center',
  facts: {
    affiliated_with_incumbent: needed('boolean', 'Whether the carrier is an affiliate of the incumbent'),
    active_power: needed('boolean', 'Whether the collocation has an active supply of power'),
    facility: needed('text', 'What it operates there', [
      'fiber-optic-cable',
      'comparable-transmission-facility',
      'copper',
      'none',
    ]),
    leaves_wire_center: needed('boolean', 'Whether the facility leaves the wire center'),
    facility_owner: needed('text', 'Who owns the facility', ['incumbent', 'incumbent-affiliate', 'other']),
    dark_fiber_iru: fact(
      'boolean',
      'Whether it is dark fiber of the incumbent held by an indefeasible right of use',
    ),
  },
};

const ownership: Subject = {
  doc: 'What one company has in another, directly or through others',
  facts: {
    owned_percent: needed('decimal', 'Greatest share of the equity of one that the other owns, percent'),
    common_owned_percent: fact('decimal', 'Smaller of the shares that a third one owns of both, percent'),
    controls: fact('boolean', 'Whether one controls the other'),
    common_control: fact('boolean', 'Whether a third one controls both'),
  },
};

const network_switch: Subject = {
  doc: 'One switch, for one call that it terminates',
  facts: {
    owner: needed('text', 'Whose switch it is', ['ilec', 'clec']),
    serves_end_users: needed('boolean', 'Whether lines of end users end on it'),
    connects_trunks: needed('boolean', 'Whether it connects trunks with trunks'),
    direct_routed: fact('boolean', 'Whether the call came on a trunk group to the end office itself'),
    comparable_area: fact(
      'boolean',
      'Whether it serves an area comparable to that of the incumbent’s tandem switch',
    ),
  },
};

const carriage: Subject = {
  doc: 'One function in carrying one call',
  facts: {
    function: needed('text', 'What is done', [
      'transmission',
      'tandem-switching',
      'end-office-switching',
      'delivery',
    ]),
    beyond_point: needed(
      'boolean',
      'Whether it is done on the terminating carrier’s side of the point of interconnection',
    ),
    beyond_end_office: fact('boolean', 'Whether it is done past the end office that serves the called party'),
  },
};

const point: Subject = {
  doc: 'One point at which networks meet; two of them may be in one building',
  facts: {
    building: fact('text', 'Where it is. Decides nothing: two things may be in one building'),
    divides_networks: needed(
      'boolean',
      'Whether the parties’ responsibility for their networks divides there',
    ),
    divides_costs: needed('boolean', 'Whether each party bears the cost of its own side'),
    joins_access_facilities: needed(
      'boolean',
      'Whether facilities of both are joined there for access service to a third carrier',
    ),
  },
};

const combination: Subject = {
  doc: 'Facilities connected for one customer',
  facts: {
    has_element: needed('boolean', 'Whether an unbundled element is part of it'),
    has_wholesale_service: needed(
      'boolean',
      'Whether it has a service bought at wholesale otherwise than as an element, such as special access',
    ),
  },
};

const work: Subject = {
  doc: 'Work on the incumbent’s network for a carrier',
  facts: {
    kind: needed('text', 'What is done, e.g. splice, repeater, trench'),
    regular_for_own_customers: fact(
      'boolean',
      'Whether the incumbent regularly does it for its own customers',
    ),
  },
};

const record: Subject = {
  doc: 'One exchange message record',
  facts: {
    category: needed('text', 'Category and group, e.g. 11-01'),
    built_from: needed('text', 'Category and group of the record it was built from'),
    individual_call: needed('boolean', 'Whether it is of one call'),
    ocn_position: needed('integer', 'Position, from 1, where the originating OCN starts'),
  },
};

const trafficMonth: Subject = {
  doc: 'What one carrier terminated in a month',
  facts: {
    recorded_minutes: needed('integer', 'Compensable minutes that the terminating carrier recorded'),
    received_minutes: needed('integer', 'Minutes for which it received records'),
  },
};

const arrangement: Subject = {
  doc: 'What the parties charge each other for traffic',
  facts: {
    ilec_charges: needed('boolean', 'Whether the incumbent charges the competitor for it'),
    clec_charges: needed('boolean', 'Whether the competitor charges the incumbent for it'),
  },
};

const ratePair: Subject = {
  doc: 'What each party charges the other for one function',
  facts: {
    ilec_rate: needed('decimal', 'Rate of the incumbent in dollars per unit'),
    clec_rate: needed('decimal', 'Rate of the competitor in dollars per the same unit'),
  },
};

const migration: Subject = {
  doc: 'An end user’s service that goes from one carrier to another',
  facts: {
    same_premises: needed('boolean', 'Whether the service stays where it is'),
    features_change: needed('boolean', 'Whether features, intercepts or listings are changed with it'),
  },
};

const codeAssignment: Subject = {
  doc: 'A central office code and one thousands-block of it',
  facts: {
    code_holder: needed('text', 'OCN of the carrier to which the code is assigned'),
    block_holder: needed(
      'text',
      'OCN of the carrier to which the thousands-block is assigned; null: no block is',
    ),
  },
};

const signal: Subject = {
  doc: 'A signal that comes back from the called end of a call',
  facts: {
    off_hook: needed('boolean', 'Whether it says that the called end went off hook'),
    announcement: fact('boolean', 'Whether a network announcement or intercept answered, and nobody else'),
  },
};

const structure: Subject = {
  doc: 'Structures on one property, for agreements that say what one building is',
  facts: {
    structures: needed('integer', 'How many separate structures there are'),
    connected: needed('boolean', 'Whether one can go from each to each without leaving the structure'),
    one_entry_point: needed('boolean', 'Whether they share one minimum point of entry'),
  },
};

/** What definitions may be about, by the name that the table uses. */
export const SUBJECTS: Readonly<Record<string, Subject>> = {
  arrangement,
  call,
  carriage,
  code: codeSubject,
  'code-assignment': codeAssignment,
  collocation,
  combination,
  day: daySubject,
  line,
  migration,
  ownership,
  point,
  'rate-pair': ratePair,
  record,
  signal,
  structure,
  switch: network_switch,
  'traffic-month': trafficMonth,
  work,
};
