import { loadAgreement } from '../../agreement/load.ts';
import type { LoadOptions } from '../../agreement/load.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { readScenarios } from './read-scenarios.ts';
import { runScenario } from './run-scenario.ts';
import type { Outcome } from './run-scenario.ts';
import type { Scenario } from './scenario.ts';

/**
 * Runs all scenarios of an agreement folder, each in its variant or in all of them. Problems: of the agreement, of the
 * scenario files, a variant that is not there. With `variant` only what that variant answers runs.
 */
export function runScenarios(dir: string, options: LoadOptions): Result<Outcome[]> {
  const scenarios = readScenarios(dir);
  const agreements = loadVariants(dir, options);
  const problems: Problem[] = [scenarios, agreements].flatMap((one) => (one.ok ? [] : one.problems));
  if (!scenarios.ok || !agreements.ok) return fail(...problems);
  const variants = Object.keys(agreements.value[0]?.manifest.variants ?? {});
  problems.push(...scenarios.value.flatMap((scenario) => variantProblems(scenario, variants)));
  if (problems.length > 0) return fail(...problems);
  const decisions = options.vocabulary.flatMap((room) => room.decisions);
  return ok(
    scenarios.value.flatMap((scenario) =>
      agreements.value
        .filter(({ ref }) => scenario.variant === undefined || scenario.variant === ref.variant)
        .map((agreement) => runScenario(scenario, agreement, decisions)),
    ),
  );
}

/** The agreement in the variant named, or in each of its variants. */
export function loadVariants(dir: string, options: LoadOptions): Result<Agreement[]> {
  const first = loadAgreement(dir, options);
  if (!first.ok || options.variant !== undefined) return first.ok ? ok([first.value]) : first;
  const others = Object.keys(first.value.manifest.variants)
    .slice(1)
    .map((variant) => loadAgreement(dir, { ...options, variant }));
  const problems = others.flatMap((one) => (one.ok ? [] : one.problems));
  if (problems.length > 0) return fail(...problems);
  return ok([first.value, ...others.flatMap((one) => (one.ok ? [one.value] : []))]);
}

function variantProblems({ file, line, variant }: Scenario, variants: readonly string[]): Problem[] {
  if (variant === undefined || variants.includes(variant)) return [];
  return [
    {
      id: 'scenario/variant',
      file,
      line,
      field: 'variant',
      sentence: `There is no variant "${variant}".`,
      cure: `Variants are: ${variants.join(', ')}.`,
    },
  ];
}
