import { Type } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import { Code } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { localDate } from '../../../cases/instant.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { misdirectedReferral } from './misdirected-referral.ts';

const closed = { additionalProperties: false } as const;
const Number10 = Type.String({ pattern: '^[2-9]\\d{2}[2-9]\\d{6}$', description: 'Ten digits' });
const OWNERS = ['ilec', 'clec', 'third-carrier'] as const;

/** A call of somebody whom the other party serves, written down by the one that answered. */
export const misdirectedCallKind = defineCaseKind({
  kind: 'misdirected-call',
  title: 'Misdirected call',
  doc: 'A call for the other party: received, its owner found, referred in neutral words. Case ids: `MISDIRECT/2026-0001`.',
  states: [
    { name: 'received', doc: 'Answered; nobody knows yet who serves the caller.' },
    { name: 'identified', doc: 'The company that serves the caller is known.' },
    { name: 'referred', doc: 'The caller has the right number.' },
    { name: 'closed', doc: 'Done.', final: true },
  ],
  events: [
    {
      name: 'received',
      from: [START],
      to: 'received',
      doc: 'A call came.',
      body: Type.Object(
        {
          answeredBy: Code(['ilec', 'clec'], 'Who answered'),
          caller: Type.Optional(Number10),
          intended: Type.Optional(Code([...OWNERS, 'unknown'], 'Whom the caller meant to reach')),
        },
        closed,
      ),
    },
    {
      name: 'identified',
      from: ['received'],
      to: 'identified',
      by: 'opener',
      doc: 'It is known who serves the caller.',
      body: Type.Object({ owner: Code(OWNERS, 'Who serves the caller') }, closed),
      guard: anotherServes,
    },
    {
      name: 'referred',
      from: ['identified'],
      to: 'referred',
      by: 'opener',
      doc: 'The caller was told whom to call.',
      body: Type.Object(
        {
          name: Type.String({ minLength: 1, description: 'Name of the owner' }),
          number: Number10,
          said: Type.String({ minLength: 1, description: 'The words that were said' }),
        },
        closed,
      ),
    },
    { name: 'closed', from: ['referred'], to: 'closed', by: 'opener', doc: 'Done.' },
    {
      name: 'hung-up',
      from: ['received', 'identified'],
      to: 'closed',
      by: 'opener',
      doc: 'The caller went before it was referred.',
    },
  ],
  clocks: [],
  customer: ['caller'],
  documents: {},
  view: callView,
});

/** Who serves the caller is not who answered. */
function anotherServes(history: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  if (history[0]?.body['answeredBy'] !== body['owner']) return [];
  return [
    {
      id: 'misdirected-call/own-customer',
      field: 'owner',
      sentence: `The caller is served by the ${String(body['owner'])}, who answered.`,
      cure: 'Serve it; the call was not misdirected. Record that it hung up if it did.',
    },
  ];
}

/** Whether the caller heard the neutral words and nothing beside them. */
function callView(agreement: Agreement, events: readonly CaseEvent[]): Readonly<Record<string, unknown>> {
  const bodyOf = (name: string) => events.find((event) => event.name === name)?.body;
  const [received, identified, referred] = [bodyOf('received'), bodyOf('identified'), bodyOf('referred')];
  const at = events[0]?.occurredAt;
  if (!received || !identified || !referred || at === undefined) return {};
  const asOf = localDate(agreement, at);
  const facts = { answeredBy: received['answeredBy'], owner: identified['owner'], ...referred };
  const decided = runDecision(misdirectedReferral, agreement, facts, { asOf });
  return decided.ok ? { neutral: true } : { neutral: false, problems: decided.problems };
}
