import { Type } from 'typebox';
import { cited } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { fail, ok } from '../../../base/result.ts';
import { due } from '../../../cases/due.ts';
import { readLocalDate } from '../../../cases/instant.ts';
import { CONTACT_ROLES } from '../notices/terms.ts';
import { contactAt } from './contact-at.ts';
import { levelClock } from './escalation-case.ts';

/** Until when the present level has time; `details.next` is who is asked then. */
export const escalationNext = defineDecision({
  name: 'escalation-next',
  doc: 'When a matter may go to the next level of the escalation list, and to whom.',
  facts: Type.Object(
    {
      to: Code(['ilec', 'clec'], 'Whose list it climbs'),
      role: Code(CONTACT_ROLES, 'Which list'),
      level: Type.Integer({ minimum: 1, description: 'Level that has it now' }),
      since: Type.String({ minLength: 10, description: 'Since when: instant, or local date or date-time' }),
    },
    { additionalProperties: false },
  ),
  value: 'date',
  asOf: ({ since }, agreement) => readLocalDate(agreement, since),
  decide: ({ to, role, level, since }, view, trace) => {
    const party = view.agreement.parties[to];
    const next = contactAt(view, party, role, level + 1);
    const clock = levelClock(level);
    if (!next || clock === undefined) return fail(topReached(party, role, level));
    const until = due(view.agreement, clock, {
      at: since,
      performer: to,
      ...(view.asKnown === undefined ? {} : { asKnown: view.asKnown }),
    });
    if (!until.ok) return until;
    if (!('dueAt' in until.value)) return fail(topReached(party, role, level));
    trace.add({
      id: 'time',
      sentence: `Level ${level} has until ${until.value.dueAt}`,
      out: until.value.dueAt,
      clause: until.value.clause,
      steps: until.value.receipt.steps,
    });
    const { name, phone, email } = next.value;
    trace.add({
      id: 'next',
      sentence: `Then it goes to level ${level + 1}: ${name}`,
      out: name,
      ...cited(next),
    });
    return ok({
      value: until.value.dueAt.slice(0, 10),
      clause: until.value.clause,
      details: { next: { level: level + 1, name, phone, email } },
    });
  },
});

const topReached = (party: string, role: string, level: number): Problem => ({
  id: 'escalation/top',
  field: 'level',
  sentence: `The ${role} list of ${party} has nobody above level ${level}.`,
  cure: 'Open a dispute, or add the next level to contacts.csv.',
});
