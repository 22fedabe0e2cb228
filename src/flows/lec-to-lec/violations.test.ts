import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Agreement } from '../../agreement/agreement.ts';
import { loadAgreement } from '../../agreement/load.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { unwrap } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { closeTraffic } from '../../traffic/close.ts';
import { emiFile, inputFolder } from '../../traffic/test-month.ts';
import { usageFolder } from '../close-month/landing.ts';
import { violations } from './violations.ts';

let work: string;
let usageDir: string;
const month = '2026-10';
const missouri = (dir = 'agreements/missouri-2006'): Result<Agreement> =>
  loadAgreement(dir, { vocabulary, variant: 'centurytel' });

/** The Missouri agreement with another list of buckets. */
function other(name: string, buckets: string): Result<Agreement> {
  const folder = path.join(work, 'agreements', name);
  cpSync('agreements/missouri-2006', folder, { recursive: true });
  cpSync('law', path.join(work, 'law'), { recursive: true });
  const file = path.join(folder, '05-interconnection.md');
  const text = readFileSync(file, 'utf8');
  assert.ok(text.includes('buckets: [violation]'));
  writeFileSync(file, text.replace('buckets: [violation]', `buckets: ${buckets}`));
  return missouri(folder);
}

before(async () => {
  work = mkdtempSync(path.join(tmpdir(), 'meetpoint-violations-'));
  usageDir = path.join(work, 'usage');
  const agreement = unwrap(missouri());
  // 573 874 is Columbia in LATA 521, 636 327 Wentzville in LATA 520; 573 777 3 and 636 887 7 are of Socket.
  const inputDir = inputFolder({
    emi: {
      'day.emi': emiFile([
        { conversationMs: 60_000 },
        { toNumber: '6363271234', conversationMs: 90_000 },
        { toNumber: '6363271234', connectDate: '2026-10-07', conversationMs: 30_300 },
        { fromNumber: '5738741234', toNumber: '6368877123', conversationMs: 45_000 },
      ]),
      // Nobody knows who calls: the field of the calling number is empty.
      'unknown.emi': emiFile([{ conversationMs: 10_000 }]).replace('105737773456', `00${' '.repeat(10)}`),
    },
  });
  const workDir = usageFolder(usageDir, agreement, month);
  mkdirSync(workDir, { recursive: true });
  unwrap(await closeTraffic({ agreement, month, inputDir, workDir }));
});
after(() => rmSync(work, { recursive: true, force: true }));

describe('violations of the LEC-to-LEC network', () => {
  test('are summed by trunk group and originating carrier, with what to do', async () => {
    const report = unwrap(await violations({ agreement: unwrap(missouri()), month, usageDir }));
    assert.deepEqual(
      report.violations.map(({ trunkGroup, originatingOcn, calls, minutes, firstDay, lastDay, clauses }) => [
        trunkGroup,
        originatingOcn,
        calls,
        minutes,
        firstDay,
        lastDay,
        clauses,
      ]),
      [
        // 45 seconds are 0.75 minutes; 90 and 30.3 seconds are 2.005, half up 2.01.
        ['CO521001', '9C01', 1, '0.75', '2026-10-05', '2026-10-05', ['V §7.8']],
        ['CO521001', '9S01', 2, '2.01', '2026-10-05', '2026-10-07', ['V §7.8']],
      ],
    );
    // 165.3 seconds are 2.755 minutes, rounded once.
    assert.deepEqual([report.calls, report.minutes, report.clause], [3, '2.76', 'V §9']);
    assert.deepEqual(
      report.violations.map(({ todo }) => todo.what),
      ['tell-originator', 'tell-originator'],
    );
  });

  test('of an unknown originator are asked for in a case of its own', async () => {
    const agreement = unwrap(other('wider', '[violation, unidentified]'));
    const report = unwrap(await violations({ agreement, month, usageDir }));
    const last = report.violations.at(-1);
    assert.deepEqual(
      [report.calls, last?.originatingOcn, last?.calls, last?.todo.what, last?.todo.kind, last?.todo.clause],
      [4, null, 1, 'ask-who-originated', 'originator-identification', '20 CSR 4240-29.040'],
    );
    assert.match(last?.todo.sentence ?? '', /within 20 calendar days/);
  });

  test('are in buckets that there are, of a month that is closed', async () => {
    const wrong = other('wrong', '[trespass]');
    assert.deepEqual(wrong.ok ? [] : wrong.problems.map(({ id, field }) => `${id} ${field}`), [
      'record-exchange/terms record-exchange.violations.buckets',
    ]);
    const open = await violations({ agreement: unwrap(missouri()), month: '2026-11', usageDir });
    assert.deepEqual(open.ok ? [] : open.problems.map(({ id }) => id), ['traffic/not-closed']);
  });
});
