import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { vocabulary } from '../../app/vocabulary.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { loadAgreement } from '../../agreement/load.ts';
import { isBusinessDay } from '../../base/calendar.ts';
import { unwrap } from '../../base/result.ts';
import type { DatedRow } from '../../network/dated.ts';
import { readNetwork } from '../../network/network.ts';
import type { Network } from '../../network/network.ts';
import type { TrunkGroup } from '../../network/tables.ts';
import { calendarOf } from '../../parties/calendars.ts';
import { CALLS_PARQUET } from '../../traffic/index.ts';
import { writeRatedCalls } from '../../traffic/test-rated-calls.ts';
import { usageFolder } from '../close-month/landing.ts';
import type { TrunkStudy } from './study.ts';
import { trunkStudy } from './trunk-study.ts';

const usageDir = mkdtempSync(path.join(tmpdir(), 'trunk-study-'));
after(() => rmSync(usageDir, { recursive: true }));

const CLEC = 5737773456;
/** Places by code in the example's network. */
const COLUMBIA = 5738741234;
const ASHLAND = 5736571234;

/** Calls of a whole hour at 10 o'clock of each business day: one is one erlang. */
interface Load {
  readonly group: string;
  readonly calls: number;
  readonly to?: number;
}

async function closed(agreement: Agreement, month: string, loads: readonly Load[]): Promise<void> {
  const calendar = calendarOf(agreement, 'centurytel');
  const first = Temporal.PlainDate.from(`${month}-01`);
  const days = Array.from({ length: first.daysInMonth }, (_, index) => first.add({ days: index }));
  const calls = days.flatMap((day) =>
    loads.flatMap(({ group, calls: count, to = COLUMBIA }) =>
      // On other days there are ten times as many.
      Array.from({ length: isBusinessDay(calendar, day) ? count : count * 10 }, () => ({
        group,
        at: `${day.toString()}T10:00:00`,
        spoken: 3600,
        direction: 'clec-to-ilec',
        from: CLEC,
        to,
      })),
    ),
  );
  await writeRatedCalls(path.join(usageFolder(usageDir, agreement, month), CALLS_PARQUET), calls);
}

/** The example's network with other trunk groups. */
function networkOf(groups: readonly Partial<TrunkGroup>[]): Network {
  const network = unwrap(readNetwork('examples/october-2026/network', 'reference/numbering'));
  const [sample] = network.trunkGroups;
  assert.ok(sample);
  const { a_clli: _a, z_clli: _z, trunks: _t, final: _f, traffic_class: _c, ...plain } = sample.value;
  const rows: DatedRow<TrunkGroup>[] = groups.map((value) => ({ ...sample, value: { ...plain, ...value } }));
  return { ...network, trunkGroups: rows };
}

describe('the trunk groups of a quarter', () => {
  let agreement: Agreement;
  let study: TrunkStudy;
  const network = networkOf([
    { trunk_group: 'EO1', traffic_class: 'end-office', trunks: 24 },
    { trunk_group: 'EO2', traffic_class: 'end-office', trunks: 24 },
    { trunk_group: 'EO3', traffic_class: 'end-office', trunks: 24, final: 'high-usage' },
    { trunk_group: 'TD1', traffic_class: 'tandem', trunks: 96 },
    { trunk_group: 'XX1' },
  ]);
  before(async () => {
    agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary, variant: 'centurytel' }));
    const loads: Load[] = [
      { group: 'EO1', calls: 15 },
      { group: 'EO2', calls: 3 },
      { group: 'EO3', calls: 15 },
      { group: 'TD1', calls: 15, to: ASHLAND },
      { group: 'TD1', calls: 14, to: COLUMBIA },
      { group: 'XX1', calls: 1 },
      { group: 'ZZ9', calls: 1 },
    ];
    for (const month of ['2026-06', '2026-08', '2026-09', '2026-10']) await closed(agreement, month, loads);
    study = unwrap(await trunkStudy({ agreement, month: '2026-10', usageDir, network }));
  });
  const group = (name: string) => study.groups.find(({ trunkGroup }) => trunkGroup === name);

  test('the busy hour of business days, in both units, and the trunks that it requires', () => {
    // 15 calls of an hour: 15 erlangs, 15 × 36 = 540 CCS. At P.01 24 trunks carry 15.295 and 23 carry 14.470.
    const { hour, ccs, erlangs, required, inService, utilization, modularTrunks } = group('EO1') ?? {};
    assert.deepEqual(
      { hour, ccs, erlangs, required, inService, utilization, modularTrunks },
      {
        hour: 10,
        ccs: '540.0000',
        erlangs: '15.0000',
        required: 24,
        inService: 24,
        utilization: '100.0',
        modularTrunks: 24,
      },
    );
    // 3 erlangs: 7 trunks carry 2.501, 8 carry 3.128. 8 ÷ 24 = 33.3 %.
    assert.deepEqual([group('EO2')?.required, group('EO2')?.utilization], [8, '33.3']);
    // 29 erlangs at P.005: 41 trunks carry 28.2 and 42 carry 29.1. By modules 48.
    assert.deepEqual([group('TD1')?.required, group('TD1')?.modularTrunks], [42, 48]);
    // October 2026 has 22 days from Monday to Friday, and no holiday.
    assert.equal(group('EO1')?.attempts, 15 * 22);
  });

  test('what is due, with its clause', () => {
    assert.deepEqual(
      study.actions.map(({ what, trunkGroup, office, clause }) => [what, trunkGroup, office, clause]),
      [
        ['augment', 'EO1', undefined, 'V §3.4'],
        ['resize', 'EO2', undefined, 'V §3.4'],
        ['resize', 'TD1', undefined, 'V §3.4'],
        ['direct-group', 'TD1', 'ASHLAND', 'V §3.3'],
      ],
    );
    assert.equal(group('EO3')?.action, 'none');
    assert.match(group('EO1')?.receipts['trunk-servicing']?.steps[0]?.sentence ?? '', /24 of 24/);
  });

  test('calls through a tandem by the place at its end: 540 CCS are due, 504 are not', () => {
    assert.deepEqual(
      study.offices.map(({ office, due, ccsByMonth }) => [
        office,
        due,
        ccsByMonth.map(({ ccs }) => ccs).join(' '),
      ]),
      [
        ['ASHLAND', true, '540.0000 540.0000 540.0000'],
        ['COLUMBIA', false, '504.0000 504.0000 504.0000'],
      ],
    );
  });

  test('only months without a gap count; two are not three', async () => {
    assert.deepEqual(study.months, ['2026-08', '2026-09', '2026-10']);
    const september = unwrap(await trunkStudy({ agreement, month: '2026-09', usageDir, network }));
    assert.deepEqual(
      september.actions.map(({ what, trunkGroup }) => `${what} ${trunkGroup}`),
      ['augment EO1'],
    );
  });

  test('what the table of trunk groups does not say is named, not guessed', () => {
    assert.deepEqual(group('XX1')?.missing, ['traffic_class', 'trunks']);
    assert.deepEqual(
      [group('XX1')?.required, group('XX1')?.utilization, group('XX1')?.action],
      [null, null, null],
    );
    assert.equal(group('XX1')?.ccs, '36.0000');
    assert.deepEqual(study.unknownGroups, ['ZZ9']);
  });

  test('a month that is not closed here, and no month at all', async () => {
    const ids = async (month: string) => {
      const answer = await trunkStudy({ agreement, month, usageDir, network });
      return answer.ok ? [] : answer.problems.map(({ id }) => id);
    };
    assert.deepEqual(await ids('2026-07'), ['trunks/not-closed']);
    assert.equal((await ids('October')).length, 1);
  });
});
