import path from 'node:path';
import { Option } from 'commander';
import type { Command } from 'commander';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { readNetwork } from '../../network/network.ts';
import { jurisdictionRules } from '../../traffic/index.ts';
import { ENGINES, NO_NETWORK, planSql, previewPlan } from '../../traffic/plan-preview.ts';
import type { Engine } from '../../traffic/plan-preview.ts';
import type { UsagePlan } from '../../traffic/plan/types.ts';
import { isoDate, openAgreement, today, withAgreement, withJson } from '../options.ts';
import type { AgreementOptions } from '../options.ts';
import { print, printJson, reportProblems } from '../output.ts';
import { numberingDir } from '../paths.ts';
import { planText } from '../plan-text.ts';
import type { PlanRule } from '../plan-text.ts';

interface PlanOptions extends AgreementOptions {
  readonly agreement: string;
  readonly on?: string;
  readonly sql?: Engine;
  readonly in?: string;
}

export function addPlan(program: Command): void {
  withJson(withAgreement(program.command('plan')))
    .description('how the agreement has calls rated: stages, rules in their order, tables; or the SQL')
    .requiredOption('--agreement <dir>', 'agreement folder')
    .option('--on <date>', 'connect date of the calls (default: today)', isoDate)
    .option('--in <dir>', 'folder with network/: its tables are counted, and their changes known')
    .addOption(new Option('--sql <engine>', 'print statements of an engine').choices(ENGINES))
    .action((options: PlanOptions) => {
      const made = planOf(options);
      if (!made.ok) {
        reportProblems(made.problems, options.json === true);
        return;
      }
      const { plan, rules, title } = made.value;
      if (options.sql !== undefined) {
        const sql = planSql(plan, options.sql);
        if (options.json) printJson({ engine: options.sql, sql });
        else print(sql);
      } else if (options.json) printJson(planJson(plan, rules));
      else print(planText(title, plan, rules));
    });
}

interface Made {
  readonly title: string;
  readonly plan: UsagePlan;
  readonly rules: readonly PlanRule[];
}

function planOf(options: PlanOptions): Result<Made> {
  const agreement = openAgreement(options.agreement, options);
  const network =
    options.in === undefined ? ok(NO_NETWORK) : readNetwork(path.join(options.in, 'network'), numberingDir);
  if (!agreement.ok || !network.ok)
    return fail(...(agreement.ok ? [] : agreement.problems), ...(network.ok ? [] : network.problems));
  const day = options.on ?? today(agreement.value);
  const rules = jurisdictionRules(agreement.value.at(day));
  const plan = previewPlan(agreement.value, network.value, day);
  if (!rules.ok || !plan.ok)
    return fail(...(rules.ok ? [] : rules.problems), ...(plan.ok ? [] : plan.problems));
  return ok({
    title: titleOf(agreement.value, day),
    plan: plan.value,
    rules: rules.value.map(({ id, text, then, reason, clause, provenance }) => ({
      id,
      when: text,
      then,
      reason,
      clause,
      provenance,
    })),
  });
}

const titleOf = ({ ref }: Agreement, day: string): string =>
  `Calls of ${day} under ${ref.id}/${ref.variant} ${ref.version} (${ref.hash.slice(0, 12)})`;

/** The plan without what engines make of it. */
const planJson = ({ days, stages, tables, matches, output }: UsagePlan, rules: readonly PlanRule[]) => ({
  days,
  rules,
  stages: stages.map(({ name, doc, columns }) => ({
    name,
    doc,
    columns: columns.map(({ expr: _expr, ...column }) => column),
  })),
  matches: matches.map(({ where: _where, ...match }) => match),
  tables: tables.map(({ name, doc, keys, columns, rows }) => ({
    name,
    doc,
    keys,
    columns,
    rows: rows.length,
  })),
  output,
});
