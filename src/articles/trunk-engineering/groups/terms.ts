import { Type } from 'typebox';
import { Code } from '../../../agreement/schema.ts';
import { defineTerm } from '../../../agreement/vocabulary.ts';

/** What calls are to a trunk group. */
export const TRAFFIC = [
  'local',
  'isp-bound',
  'intralata-toll',
  'transit',
  'switched-access',
  'emergency',
  'operator-services',
  'mass-calling',
] as const;
export const WAYS = ['one-way', 'two-way'] as const;

const Traffic = (description: string) => Type.Array(Code(TRAFFIC), { uniqueItems: true, description });

export const trunkKindTerm = defineTerm(
  'trunks.kind.*',
  Type.Object({
    ways: Type.Array(Code(WAYS), { minItems: 1, uniqueItems: true }),
    carries: Traffic('Calls that belong on it'),
    ratedAsAccess: Type.Optional(
      Traffic('Calls that do not belong on it and are billed as access where they come'),
    ),
    orders: Code(['clec', 'ilec', 'originator'], 'Who sends the access service request'),
    oneWayOrders: Type.Optional(
      Code(['clec', 'ilec', 'originator'], 'Who sends that of a one-way group, where it is another'),
    ),
    codes: Code(['homed', 'any'], 'homed: only to codes that are homed at the switch of its end'),
  }),
  'A kind of trunk group, by the name that the table of trunk groups gives it: lec-to-lec, transit, access, ancillary.',
);

export const trunkCostTerm = defineTerm(
  'trunks.cost',
  Type.Object({
    twoWay: Code(
      ['own-side', 'originator'],
      'Who bears a two-way group: each its side of the point, or who calls',
    ),
    oneWay: Code(['own-side', 'originator'], 'Who bears a one-way group'),
    ispBound: Code(['own-side', 'originator', 'clec'], 'Who bears the transport of calls to Internet access'),
  }),
  'Who bears the cost of trunks.',
);
