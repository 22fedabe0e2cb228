import type { Me } from '../../src/gateways/http-api/shapes/agreement.ts';
import { RIGHTS, ROLE_RIGHTS, ROLE_SIDES, USER_ROLES } from '../../src/parties/rights.ts';
import type { Right, Side, UserRole } from '../../src/parties/rights.ts';
import { words } from './format.ts';

/** Whoever has one of these may see a page. */
export type PageRight = Right | readonly Right[];

const listed = (right: PageRight): readonly Right[] => (typeof right === 'string' ? [right] : right);

export const mayOneOf = (me: Me, right: PageRight): boolean =>
  listed(right).some((one) => me.rights.includes(one));

/** Roles that a user of a party on these sides may have. */
export const rolesOn = (sides: readonly Side[]): UserRole[] =>
  USER_ROLES.filter((role) => ROLE_SIDES[role].some((side) => sides.includes(side)));

/** Roles of the party's own people who have the right, in words: `CLEC manager, Auditor`. */
export const whoMay = (right: PageRight, sides: readonly Side[]): string =>
  rolesOn(sides)
    .filter((role) => listed(right).some((one) => ROLE_RIGHTS[role].includes(one)))
    .map(words)
    .join(', ');

/** What the rights let one do, in the order of their table. */
export const rightsInWords = (rights: readonly Right[]): string[] =>
  (Object.keys(RIGHTS) as Right[]).filter((right) => rights.includes(right)).map((right) => RIGHTS[right]);
