import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { Code, IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { localDate } from '../../../cases/instant.ts';
import { START, STAY, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { ASKERS, authorityWithdrawalTerm } from './terms.ts';

const closed = { additionalProperties: false } as const;
const Text = (description: string) => Type.String({ minLength: 1, description });

const Withdrawn = Type.Object(
  {
    askedBy: Code(ASKERS, 'Who says it'),
    evidence: Type.Optional(Text("Where the agent's authority is kept; an agent shows it")),
    withdrawnOn: IsoDate('Day from which the authority holds no longer'),
    numbers: Type.Array(Type.String({ minLength: 10 }), { minItems: 1, description: 'Telephone numbers' }),
    cancel: Type.Array(Text('Case id or PON of an order'), { description: 'Orders to cancel' }),
    release: Type.Array(Text('Circuit or pair'), { description: 'Facilities to let go' }),
    authority: Type.Optional(Text('Case of the authority, which is revoked with this')),
  },
  closed,
);
type Withdrawn = Static<typeof Withdrawn>;

/** An end user takes its authority back, and both parties let go of what was done on it. */
export const withdrawalKind = defineCaseKind({
  kind: 'authority-withdrawal',
  title: 'Withdrawal of authority',
  doc: 'Orders are cancelled and facilities released as an end user or its agent asks. Case ids: `WITHDRAW/2026-0001`.',
  states: [
    { name: 'withdrawn', doc: 'Said; some of what is asked for is still to be done.' },
    { name: 'carried-out', doc: 'All that was asked for is done.', final: true },
    { name: 'refused', doc: 'Not the word of the end user or its agent.', final: true },
    { name: 'taken-back', doc: 'The end user stays.', final: true },
  ],
  events: [
    {
      name: 'withdrawn',
      from: [START],
      to: 'withdrawn',
      doc: 'The end user withdraws its authority.',
      body: Withdrawn,
      guard: (_, { body }) => clearRequest(body as Withdrawn),
    },
    {
      name: 'order-cancelled',
      from: ['withdrawn'],
      to: STAY,
      doc: 'An order is cancelled.',
      body: Type.Object({ order: Text('As asked for') }, closed),
      guard: (history, event) => askedFor(history, event, 'cancel', 'order'),
    },
    {
      name: 'facility-released',
      from: ['withdrawn'],
      to: STAY,
      doc: 'A facility is let go.',
      body: Type.Object({ facility: Text('As asked for') }, closed),
      guard: (history, event) => askedFor(history, event, 'release', 'facility'),
    },
    {
      name: 'carried-out',
      from: ['withdrawn'],
      to: 'carried-out',
      doc: 'All of it is done.',
      guard: (history) =>
        outstanding(history).map((what) => ({
          id: 'authority-withdrawal/outstanding',
          field: what,
          sentence: `"${what}" is not done yet.`,
          cure: 'Cancel the order or release the facility, and record it.',
        })),
    },
    {
      name: 'refused',
      from: ['withdrawn'],
      to: 'refused',
      doc: 'It is not the word of the end user or its agent.',
      body: Type.Object({ because: Text('Why') }, closed),
    },
    { name: 'taken-back', from: ['withdrawn'], to: 'taken-back', doc: 'The end user stays after all.' },
  ],
  clocks: [
    {
      name: 'carrying-out',
      startsOn: ['withdrawn'],
      stopsOn: ['carried-out', 'refused', 'taken-back'],
      clock: () => 'authority-withdrawal',
      clocks: ['authority-withdrawal'],
      optional: true,
    },
  ],
  customer: ['numbers', 'evidence', 'release', 'facility'],
  documents: { withdrawn: 'withdrawal of authority' },
  // An authority on which orders may rest is gone; one that somebody asks to keep comes back as a new one.
  effects: (agreement, caseId, events) => {
    const last = events.at(-1);
    if (last?.name !== 'withdrawn') return [];
    const { authority, askedBy } = last.body as Withdrawn;
    const heard = listensTo(agreement, last)?.includes(askedBy) ?? true;
    if (!heard) {
      const because = `The agreement does not act on the word of an ${askedBy}.`;
      return [{ kind: 'authority-withdrawal', caseId, event: 'refused', body: { because } }];
    }
    return authority === undefined
      ? []
      : [{ kind: 'authority', caseId: authority, event: 'revoked', body: {}, bySameParty: true }];
  },
  view: (_, events) => {
    const body = events[0]?.body as Withdrawn | undefined;
    return { withdrawnOn: body?.withdrawnOn, outstanding: outstanding(events) };
  },
});

function listensTo(agreement: Agreement, { occurredAt }: CaseEvent): readonly string[] | undefined {
  const on = localDate(agreement, occurredAt);
  return agreement.at(on).optional(authorityWithdrawalTerm)?.value.askedBy;
}

function clearRequest({ askedBy, evidence, cancel, release }: Withdrawn): Problem[] {
  const problems: Problem[] = [];
  if (cancel.length + release.length === 0)
    problems.push({
      id: 'authority-withdrawal/nothing-asked',
      field: 'cancel',
      sentence: 'It asks for no order to be cancelled and no facility to be released.',
      cure: 'Say what the end user or its agent asks for.',
    });
  if (askedBy === 'agent' && evidence === undefined)
    problems.push({
      id: 'authority-withdrawal/agent',
      field: 'evidence',
      sentence: 'An agent asks and does not show its authority.',
      cure: 'Say where the authority of the agent is kept.',
    });
  return problems;
}

/** Orders and facilities that are asked for and not done. */
function outstanding(history: readonly CaseEvent[]): string[] {
  const { cancel = [], release = [] } = (history[0]?.body ?? {}) as Partial<Withdrawn>;
  const done = new Set(history.flatMap(({ body }) => [body['order'], body['facility']]));
  return [...cancel, ...release].filter((what) => !done.has(what));
}

/** Nothing is let go that nobody asked to let go. */
function askedFor(
  history: readonly CaseEvent[],
  { body }: NewEvent,
  list: 'cancel' | 'release',
  field: 'order' | 'facility',
): Problem[] {
  const asked = (history[0]?.body[list] ?? []) as readonly unknown[];
  if (asked.includes(body[field])) return [];
  return [
    {
      id: 'authority-withdrawal/not-asked',
      field,
      sentence: `"${String(body[field])}" is not what the end user asked for.`,
      cure: `Asked for: ${asked.join(', ') || 'nothing of the kind'}.`,
    },
  ];
}
