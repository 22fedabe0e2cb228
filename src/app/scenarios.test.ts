import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { runScenarios } from '../flows/scenarios/run-scenarios.ts';
import { packageRoot } from './paths.ts';
import { vocabulary } from './vocabulary.ts';

const ROOT = path.join(packageRoot, 'agreements');
const WITH_SCENARIOS = readdirSync(ROOT)
  .map((name) => path.join(ROOT, name))
  .filter((dir) => existsSync(path.join(dir, 'agreement.yaml')))
  .filter((dir) => {
    const folder = path.join(dir, 'scenarios');
    return existsSync(folder) && readdirSync(folder).some((file) => file.endsWith('.yaml'));
  });

for (const dir of WITH_SCENARIOS) {
  describe(`scenarios of ${path.basename(dir)}`, () => {
    const ran = runScenarios(dir, { vocabulary });
    test('can be read and asked', () => assert.deepEqual(ran.ok ? [] : ran.problems, []));
    for (const { scenario, variant, passed, expected, got } of ran.ok ? ran.value : []) {
      const place = `${path.relative(dir, scenario.file)}:${scenario.line}`;
      test(`${place} ${scenario.ask} (${variant})`, () =>
        assert.ok(passed, `expected ${expected}\n     got ${got}\n because ${scenario.because}`));
    }
  });
}

test('some agreement has scenarios', () => assert.ok(WITH_SCENARIOS.length > 0));
