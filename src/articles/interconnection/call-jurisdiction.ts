import { Type } from 'typebox';
import type { TSchema } from 'typebox';
import { defineDecision } from '../../agreement/decision.ts';
import type { Row } from '../../base/expr/ast.ts';
import { fail, ok } from '../../base/result.ts';
import { CALL_FACTS, CALL_FACT_NAMES, decideCall } from '../../traffic/index.ts';
import type { CallFact, CallFactName } from '../../traffic/index.ts';

/** A fact as JSON: left out or null when it is not known. */
function factSchema(name: CallFactName): TSchema {
  const { type, doc, values }: CallFact = CALL_FACTS[name];
  const about = { description: doc };
  if (name === 'connect_date') return Type.Optional(Type.String({ ...about, format: 'date' }));
  const json = type === 'text' ? 'string' : type;
  const schema = Type.Unsafe({
    ...about,
    ...(values ? { enum: [...values, null] } : { type: [json, 'null'] }),
    ...(type === 'integer' ? { minimum: 0 } : {}),
  });
  return Type.Optional(schema);
}

/** Facts of one call, as a decision asks for them. */
export const CallFacts = Type.Object(
  Object.fromEntries(CALL_FACT_NAMES.map((name) => [name, factSchema(name)])),
  {
    additionalProperties: false,
  },
);

/** Facts as the rules read them: what is not given is not known. */
export const callRow = (facts: Readonly<Record<string, unknown>>): Row =>
  Object.fromEntries(
    CALL_FACT_NAMES.map((name) => {
      const given = facts[name] ?? null;
      return [name, typeof given === 'number' ? BigInt(given) : (given as string | boolean | null)];
    }),
  );

/** The bucket of one call by the jurisdiction table, `held` where a rule holds it. */
export const callJurisdiction = defineDecision({
  name: 'call-jurisdiction',
  doc: 'Bucket of one call, from the facts of the call: the first rule of the jurisdiction table that holds.',
  facts: CallFacts,
  value: 'code',
  asOf: (facts) => facts['connect_date'] as string | undefined,
  decide(facts, view, trace) {
    const ruled = decideCall(view, callRow(facts));
    if (!ruled.ok) return ruled;
    const { bucket, rule, direction, compensation, payer, payee, steps } = ruled.value;
    for (const step of steps) trace.add(step);
    if (!rule) {
      return fail({
        id: 'traffic/no-rule',
        field: 'call-jurisdiction',
        sentence: `No jurisdiction rule of ${view.agreement.id} in force on ${view.asOf} holds for these facts.`,
        cure: 'Give the rate centres, states and LATAs of both ends and the trunk group kind, or add a rule.',
      });
    }
    return ok({
      value: bucket,
      clause: rule.clause,
      details: {
        rule: rule.id,
        reason: rule.reason,
        provenance: rule.provenance,
        ...(direction ? { direction } : {}),
        ...(compensation ? { regime: compensation.value.regime, compensation: compensation.id } : {}),
        ...(payer ? { payer, payee } : {}),
      },
    });
  },
});
