import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { loadAgreement } from '../agreement/load.ts';
import { vocabulary } from '../app/vocabulary.ts';
import { unwrap } from '../base/result.ts';
import { calendarOf } from './calendars.ts';

test('a holiday counts on its own day, from when it was recorded, whatever ends later', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'meetpoint-calendar-'));
  const file = path.join(folder, 'holidays.yaml');
  writeFileSync(
    file,
    `id: holidays\ntitle: Holidays\nkind: amendment\neffectiveOn: 2026-01-01\nrecordedAt: 2026-11-01T00:00:00Z
provenance: assumed\nsource: this test\ntext: One more holiday until the end of the year.\nchanges:
  - add: holidays#more
    clause: II §2.2
    value: { party: centurytel, date: 2026-11-23, name: More, effective_to: 2026-12-31 }\n`,
  );
  const agreement = unwrap(
    loadAgreement('agreements/missouri-2006', { vocabulary, variant: 'centurytel', amendments: [file] }),
  );
  rmSync(folder, { recursive: true });
  assert.equal(calendarOf(agreement, 'centurytel').holidays.get('2026-11-23'), 'More');
  assert.equal(calendarOf(agreement, 'centurytel', '2026-10-01T00:00:00Z').holidays.has('2026-11-23'), false);
  assert.equal(calendarOf(agreement, 'centurytel', '2026-11-10T00:00:00Z').holidays.has('2026-11-23'), true);
  assert.equal(calendarOf(agreement, 'socket').holidays.has('2026-11-23'), false);
});
