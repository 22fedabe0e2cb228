import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import { Code, DecimalText, IsoDate } from '../../../agreement/schema.ts';
import type { Problem } from '../../../base/problem.ts';
import { localDate } from '../../../cases/instant.ts';
import { START, defineCaseKind } from '../../../cases/kind.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import { eelAuditAllowed } from './eel-audit-allowed.ts';
import { eelAuditTerm } from './terms.ts';

const closed = { additionalProperties: false } as const;
const Circuits = (description: string) =>
  Type.Array(Type.String({ minLength: 1 }), { minItems: 1, uniqueItems: true, description });

const Demanded = Type.Object(
  {
    circuits: Circuits('Circuits whose certification is looked at'),
    because: Type.String({ minLength: 1, description: 'What gives the incumbent concern' }),
    auditor: Code(['independent', 'incumbent'], 'Who does it'),
    earlier: Type.Array(IsoDate(), { description: 'Days on which audits were demanded before' }),
  },
  closed,
);
const Found = Type.Object(
  {
    cost: DecimalText('Costs of the auditor, dollars'),
    ownCost: DecimalText('Costs of the competitor, dollars'),
  },
  closed,
);
const Failing = Type.Object(
  { ...Found.properties, circuits: Circuits('Circuits that do not meet the tests') },
  closed,
);

/** Whether certified circuits are what they were certified as. Until it says no, they stay in service. */
export const eelAuditKind = defineCaseKind({
  kind: 'eel-audit',
  title: 'Audit of combined circuits',
  doc: 'The incumbent has certifications of combined circuits looked at. Case ids: `EELAUDIT/2026-001`.',
  states: [
    { name: 'demanded', doc: 'The auditor is at work; circuits stay as they are.' },
    { name: 'compliant', doc: 'Every circuit meets the tests.' },
    { name: 'failing', doc: 'Some do not, and have to move off.' },
    { name: 'settled', doc: 'Costs are borne and circuits are where they belong.', final: true },
    { name: 'withdrawn', doc: 'Taken back.', final: true },
  ],
  events: [
    {
      name: 'demanded',
      from: [START],
      to: 'demanded',
      doc: 'The incumbent demands an audit.',
      body: Demanded,
      admits: mayDemand,
    },
    { name: 'found-compliant', from: ['demanded'], to: 'compliant', doc: 'None failed.', body: Found },
    {
      name: 'found-failing',
      from: ['demanded'],
      to: 'failing',
      doc: 'Some circuits failed.',
      body: Failing,
      guard: wereAudited,
    },
    {
      name: 'settled',
      from: ['compliant', 'failing'],
      to: 'settled',
      doc: 'Costs and circuits are settled.',
    },
    {
      name: 'withdrawn',
      from: ['demanded'],
      to: 'withdrawn',
      by: 'opener',
      doc: 'The demand is taken back.',
    },
  ],
  clocks: [
    {
      name: 'move-off',
      startsOn: ['found-failing'],
      stopsOn: ['settled'],
      performer: 'other',
      clock: () => 'eel-audit-move-off',
      clocks: ['eel-audit-move-off'],
      optional: true,
    },
  ],
  documents: { demanded: 'demand of an audit', 'found-compliant': 'report', 'found-failing': 'report' },
  view: auditView,
});

/** Only the incumbent demands one, with the auditor that the agreement names and not too soon after others. */
function mayDemand(agreement: Agreement, _: readonly CaseEvent[], event: NewEvent): Problem[] {
  const on = localDate(agreement, event.occurredAt);
  const term = agreement.at(on).term(eelAuditTerm);
  if (!term.ok) return [...term.problems];
  const { earlier, auditor } = event.body as Static<typeof Demanded>;
  const { auditor: wanted } = term.value.value;
  const clause = term.value.citation;
  const allowed = runDecision(eelAuditAllowed, agreement, { on, earlier }, { asOf: on });
  if (!allowed.ok) return [...allowed.problems];
  const problem = (slug: string, field: string, sentence: string, cure: string): Problem => ({
    id: `elements/audit-${slug}`,
    field,
    sentence,
    cure,
    clause,
  });
  return [
    ...(event.actor === agreement.parties.ilec
      ? []
      : [problem('party', 'actor', 'Only the incumbent demands an audit.', 'Leave it to the incumbent.')]),
    ...(allowed.value.value === true
      ? []
      : [
          problem(
            'too-soon',
            'earlier',
            `So many audits were demanded before ${on} that this one is too soon.`,
            'Wait until enough time has passed since the earlier ones.',
          ),
        ]),
    ...(auditor === wanted
      ? []
      : [problem('auditor', 'auditor', `The auditor is to be ${wanted}.`, 'Name another auditor.')]),
  ];
}

function wereAudited(history: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  const audited = new Set((history[0]?.body as Partial<Static<typeof Demanded>> | undefined)?.circuits ?? []);
  return (body as Static<typeof Failing>).circuits
    .filter((circuit) => !audited.has(circuit))
    .map((circuit) => ({
      id: 'elements/audit-circuit',
      field: 'circuits',
      sentence: `Circuit ${circuit} was not audited.`,
      cure: 'Name circuits of the demand.',
    }));
}

/** Who bears which costs, by what was found. */
function auditView(agreement: Agreement, events: readonly CaseEvent[]): Readonly<Record<string, unknown>> {
  const first = events[0];
  const found = events.find(({ name }) => name.startsWith('found-'));
  if (!first || !found) return {};
  const term = agreement.at(localDate(agreement, first.occurredAt)).optional(eelAuditTerm);
  if (!term) return {};
  const { cost, ownCost } = found.body as Static<typeof Found>;
  const { clec, ilec } = agreement.parties;
  const { failed, passed, failedCircuits } = term.value;
  return found.name === 'found-failing'
    ? {
        auditorPaidBy: failed === 'competitor-pays' ? clec : ilec,
        cost,
        circuits: (found.body as Static<typeof Failing>).circuits,
        then: failedCircuits,
        clause: term.citation,
      }
    : {
        auditorPaidBy: ilec,
        cost,
        ...(passed === 'incumbent-reimburses' ? { reimbursed: ownCost, reimbursedBy: ilec } : {}),
        clause: term.citation,
      };
}
