import type { Problem } from '../base/problem.ts';
import { ROLE_SIDES, USER_ROLES } from './rights.ts';
import type { Side, UserRole } from './rights.ts';

const SHORTEST = 12;
const LONGEST = 128;

export interface DescribedUser {
  readonly email: string;
  readonly name: string;
  readonly party: string;
  readonly role: string;
}

/** Everything that stands against a user of a party that is on these sides. */
export function userProblems(user: DescribedUser, sides: readonly Side[]): Problem[] {
  const problems: Problem[] = [];
  const { email, name, role, party } = user;
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) {
    problems.push({
      id: 'users/email',
      field: 'email',
      sentence: `"${email}" is not an e-mail address.`,
      cure: 'Write it like ann@example.com.',
    });
  }
  if (name.trim() === '') {
    problems.push({
      id: 'users/name',
      field: 'name',
      sentence: 'The name is empty.',
      cure: "Give the person's name.",
    });
  }
  if (!isRole(role)) {
    problems.push({
      id: 'users/role',
      field: 'role',
      sentence: `There is no role "${role}".`,
      cure: `Roles are: ${USER_ROLES.join(', ')}.`,
    });
  } else if (sides.length > 0 && !ROLE_SIDES[role].some((side) => sides.includes(side))) {
    const fitting = USER_ROLES.filter((one) => ROLE_SIDES[one].some((side) => sides.includes(side)));
    problems.push({
      id: 'users/side',
      field: 'role',
      sentence: `A ${role} is of ${SIDE_OF[ROLE_SIDES[role][0] ?? 'clec']}, and ${party} is not that.`,
      cure: `Roles of its users are: ${fitting.join(', ')}.`,
    });
  }
  return problems;
}

const SIDE_OF: Readonly<Record<Side, string>> = {
  ilec: 'the carrier that provides',
  clec: 'the carrier that orders',
  commission: 'a commission',
};

const isRole = (role: string): role is UserRole => (USER_ROLES as readonly string[]).includes(role);

export function passwordProblems(password: string): Problem[] {
  if (password.length >= SHORTEST && password.length <= LONGEST) return [];
  return [
    {
      id: 'users/password',
      field: 'password',
      sentence: `The password has ${password.length} characters.`,
      cure: `Choose one of ${SHORTEST} to ${LONGEST} characters.`,
    },
  ];
}

export const unknownParty = (party: string): Problem => ({
  id: 'users/unknown-party',
  field: 'party',
  sentence: `No agreement of this installation has a party "${party}", and no commission is called so.`,
  cure: 'Use the id of a party as its agreement writes it, or register the agreement first.',
});

export const exists = (email: string): Problem => ({
  id: 'users/exists',
  field: 'email',
  sentence: `There is a user ${email} already.`,
  cure: 'Change the password of that user, or remove the user first.',
});

export const unknownUser = (email: string): Problem => ({
  id: 'users/unknown',
  field: 'email',
  sentence: `There is no user ${email}.`,
  cure: 'List the users to see who exists.',
});

export const oneself: Problem = {
  id: 'users/self',
  field: 'email',
  sentence: 'Nobody takes the right to administer from themselves.',
  cure: 'Let another administrator do it.',
};
