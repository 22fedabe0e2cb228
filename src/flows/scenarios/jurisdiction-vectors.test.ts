import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AgreementView } from '../../agreement/agreement.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import type { Expr, Row, Value } from '../../base/expr/ast.ts';
import { decideRow } from '../../base/expr/interpret.ts';
import { unwrap } from '../../base/result.ts';
import { jurisdictionRules } from '../../traffic/index.ts';
import type { JurisdictionRule } from '../../traffic/index.ts';
import { readScenarios } from './read-scenarios.ts';
import { loadVariants } from './run-scenarios.ts';

const value = (given: unknown): Value =>
  typeof given === 'number' ? BigInt(given) : (given as string | boolean | null);

/** Facts of the calls of all worked vectors, by the days on which the calls were. */
function calls(dir: string): { day: string; facts: Row }[] {
  return unwrap(readScenarios(dir))
    .filter(({ ask }) => ask === 'call-jurisdiction' || ask === 'usage-charge')
    .map(({ ask, facts }) => (ask === 'usage-charge' ? facts['call'] : facts) as Record<string, unknown>)
    .map((facts) => ({
      day: String(facts['connect_date']),
      facts: Object.fromEntries(Object.entries(facts).map(([name, given]) => [name, value(given)])),
    }));
}

/** The condition with one part of it left out, once for each part: of `a and b` these are `b` and `a`. */
function shortened(expr: Expr): Expr[] {
  if (expr.kind === 'and' || expr.kind === 'or')
    return expr.items.flatMap((item, index) => {
      const others = expr.items.toSpliced(index, 1);
      const rest: Expr[] = [others.length === 1 ? (others[0] as Expr) : { kind: expr.kind, items: others }];
      const inner = shortened(item).map((short): Expr => ({
        kind: expr.kind,
        items: expr.items.toSpliced(index, 1, short),
      }));
      return [...rest, ...inner];
    });
  if (expr.kind === 'in' && expr.values.length > 1)
    return expr.values.map((_, index) => ({ ...expr, values: expr.values.toSpliced(index, 1) }));
  return [];
}

for (const id of ['missouri-2006', 'sample-west', 'sample-south']) {
  describe(`worked calls of ${id}`, () => {
    const dir = `agreements/${id}`;
    const [agreement] = unwrap(loadVariants(dir, { vocabulary }));
    assert.ok(agreement);
    const vectors = calls(dir);
    const views = new Map<string, AgreementView>(vectors.map(({ day }) => [day, agreement.at(day)]));
    const rulesOn = new Map([...views].map(([day, view]) => [day, unwrap(jurisdictionRules(view))]));
    const latest = rulesOn.get([...rulesOn.keys()].sort().at(-1) ?? '') ?? [];
    const decide = (change: (rules: JurisdictionRule[]) => JurisdictionRule[] = (rules) => rules): string[] =>
      vectors.map(({ day, facts }) => decideRow(change(rulesOn.get(day) ?? []), facts).rule?.id ?? 'none');
    const plain = decide();

    test('each rule decides one of them', () => {
      assert.deepEqual(
        latest.map((rule) => rule.id).filter((rule) => !plain.includes(rule)),
        [],
      );
    });

    test('each rule but a last one for all passes one on that it would not decide', () => {
      const held = latest.filter(({ text }) => text !== 'true');
      const missed = held.filter(({ id: rule }) => {
        const forAll = decide((rules) =>
          rules.map((one) => (one.id === rule ? { ...one, when: { kind: 'constant', value: true } } : one)),
        );
        return forAll.every((decided, index) => decided === plain[index]);
      });
      assert.deepEqual(
        missed.map((rule) => rule.id),
        [],
      );
    });

    test('no part of a condition can be left out unnoticed', () => {
      const unnoticed = latest.flatMap((rule) =>
        shortened(rule.when).flatMap((when, index) => {
          const changed = decide((rules) =>
            rules.map((one) => (one.id === rule.id ? { ...one, when } : one)),
          );
          return changed.every((decided, at) => decided === plain[at]) ? [`${rule.id} ${index}`] : [];
        }),
      );
      assert.deepEqual(unnoticed, []);
    });
  });
}
