import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { loadAgreement } from '../../agreement/load.ts';
import { migrations, registerAgreement } from '../../app/database.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { unwrap } from '../../base/result.ts';
import { fixedClock } from '../../platform/clock.ts';
import { testDatabase } from '../../platform/test-database.ts';
import { closeMonth } from './close-month.ts';

const work = mkdtempSync(path.join(tmpdir(), 'meetpoint-back-billing-'));
after(() => rmSync(work, { recursive: true, force: true }));

/** Missouri, with another limit on how far a bill reaches back. */
function agreementWith(limit: string) {
  const folder = path.join(work, 'agreements', limit.replaceAll(' ', '-'));
  cpSync('agreements/missouri-2006', folder, { recursive: true });
  cpSync('law', path.join(work, 'law'), { recursive: true });
  const file = path.join(folder, '03-general-provisions.md');
  const text = readFileSync(file, 'utf8');
  const changed = text
    .replace('  limit: 12 months\n', `  limit: ${limit}\n`)
    .replace('a service of more than 12 months before', `a service of more than ${limit} before`);
  assert.notEqual(changed, text);
  writeFileSync(file, changed);
  return unwrap(loadAgreement(folder, { vocabulary, variant: 'centurytel' }));
}

test('a month with a charge that is too old for its bill is not closed, and each such charge is named', async () => {
  const inputDir = path.join(work, 'october');
  cpSync('examples/october-2026', inputDir, {
    recursive: true,
    filter: (file) => !/truth|[/\\]emi[/\\].*2026-10-(?!01)/.test(file),
  });
  const db = await testDatabase(migrations);
  try {
    const agreement = agreementWith('20 calendar days');
    await registerAgreement(db, agreement, []);
    const closed = await closeMonth({
      db,
      agreement,
      month: '2026-10',
      inputDir,
      usageDir: path.join(work, 'usage'),
      numberingDir: 'reference/numbering',
      clock: fixedClock('2026-11-02T15:00:00Z'),
    });
    assert.ok(!closed.ok);
    // The bill of 1 November reaches back to 12 October: what is older is barred, the recurring charges in advance are not.
    assert.deepEqual([...new Set(closed.problems.map(({ id }) => id))], ['back-billing/barred']);
    for (const { sentence, clause } of closed.problems) {
      assert.equal(clause, 'III §9.7');
      const to = / to (\d{4}-\d\d-\d\d)\)/.exec(sentence)?.[1] ?? '';
      assert.ok(to < '2026-10-12' && to !== '', sentence);
    }
  } finally {
    await db.close();
  }
});
