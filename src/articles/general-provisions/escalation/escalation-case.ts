import { Type } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import type { Problem } from '../../../base/problem.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { Code } from '../../../agreement/schema.ts';
import { CONTACT_ROLES } from '../notices/terms.ts';
import { localDate } from '../../../cases/instant.ts';
import { contactAt } from './contact-at.ts';

/** Clocks that an agreement may write, one a level; an agreement uses as many as its list has levels. */
const LEVEL_CLOCKS = ['first', 'second', 'third', 'fourth', 'fifth'].map((name) => `escalation-${name}`);

/** Name of the clock of a level, counted from 1. */
export const levelClock = (level: number): string | undefined => LEVEL_CLOCKS[level - 1];

const levelOf = (body: Readonly<Record<string, unknown>>): number => Number(body['level'] ?? 1);

/** Something that one level did not settle goes to the next on the other party's list. */
export const escalationKind = defineCaseKind({
  kind: 'escalation',
  title: 'Escalation',
  doc: "A matter that climbs the other party's escalation list. Case ids: `ESC/2026-001`.",
  states: [
    { name: 'open', doc: 'Is with one level of the list.' },
    { name: 'resolved', doc: 'Settled.', final: true },
    { name: 'withdrawn', doc: 'Taken back.', final: true },
  ],
  events: [
    {
      name: 'opened',
      from: [START],
      to: 'open',
      doc: 'Put to the first level.',
      body: Type.Object({
        role: Code(CONTACT_ROLES, 'Whose list it climbs'),
        /** Case that it is about. */
        about: Type.Optional(Type.String({ minLength: 1 })),
        reason: Type.String({ minLength: 1 }),
      }),
    },
    {
      name: 'raised',
      from: ['open'],
      to: 'open',
      by: 'opener',
      doc: 'Put to the next level.',
      body: Type.Object({ level: Type.Integer({ minimum: 1 }), reason: Type.String({ minLength: 1 }) }),
      guard: nextLevelOnly,
    },
    {
      name: 'resolved',
      from: ['open'],
      to: 'resolved',
      doc: 'Settled.',
      body: Type.Object({ outcome: Type.String({ minLength: 1 }) }),
    },
    { name: 'withdrawn', from: ['open'], to: 'withdrawn', by: 'opener', doc: 'Taken back.' },
  ],
  clocks: [
    {
      name: 'level',
      startsOn: ['opened', 'raised'],
      stopsOn: ['raised', 'resolved', 'withdrawn'],
      clock: (body) => levelClock(levelOf(body)),
      clocks: LEVEL_CLOCKS,
      performer: 'other',
      optional: true,
    },
  ],
  documents: {},
  view: escalationView,
});

/** No level is passed over. */
function nextLevelOnly(history: readonly CaseEvent[], event: NewEvent): Problem[] {
  const wanted = Math.max(...history.map(({ body }) => levelOf(body))) + 1;
  const given = levelOf(event.body);
  return given === wanted
    ? []
    : [
        {
          id: 'escalation/level',
          field: 'level',
          sentence: `It is with level ${wanted - 1} and cannot go to level ${given}.`,
          cure: `Raise it to level ${wanted}.`,
        },
      ];
}

/** Who has it, and who is next. */
function escalationView(
  agreement: Agreement,
  events: readonly CaseEvent[],
): Readonly<Record<string, unknown>> {
  const [opened] = events;
  const last = events.findLast(({ name }) => name === 'raised') ?? opened;
  if (!opened || !last) return {};
  const { ilec, clec } = agreement.parties;
  const party = opened.actor === ilec ? clec : ilec;
  const view = agreement.at(localDate(agreement, last.occurredAt));
  const who = (level: number): string | null =>
    contactAt(view, party, String(opened.body['role']), level)?.value.name ?? null;
  const level = levelOf(last.body);
  return { level, with: who(level), next: who(level + 1) };
}
