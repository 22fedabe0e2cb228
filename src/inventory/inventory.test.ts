import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { accounts } from '../accounts/index.ts';
import { unwrap } from '../base/result.ts';
import { cases } from '../cases/index.ts';
import { partialAgreement } from '../cases/test-partial-agreement.ts';
import { network } from '../network/index.ts';
import { parties } from '../parties/index.ts';
import type { Database, Scope, Tx } from '../platform/database.ts';
import { testDatabase } from '../platform/test-database.ts';
import { applyCompletions } from './apply-completions.ts';
import type { Circuit, Completion } from './circuit.ts';
import { circuitsBilledIn } from './circuits-billed-in.ts';
import { inventory } from './index.ts';
import { readOpeningInventory } from './read-opening.ts';
import { numbersInService } from './look-up.ts';
import { recordCompletion } from './record-completion.ts';
import {
  discardInventory,
  readCircuits,
  readSettledCircuits,
  settleInventory,
  storeInventory,
} from './store.ts';

const root = path.join(import.meta.dirname, '..', '..');
const agreement = partialAgreement({
  dir: path.join(root, 'agreements', 'missouri-2006'),
  articles: ['03-general-provisions.md'],
  tables: ['parties', 'holidays', 'rates', 'products', 'wire-centers'],
  vocabulary: [accounts, cases, inventory, network, parties],
});

const circuit = (ecckt: string, inServiceOn: string, outOfServiceOn?: string): Circuit => ({
  ecckt,
  product: 'loop-2w-xdsl',
  wireCenter: 'CLMAMOXA',
  address: '1 Elm',
  inServiceOn,
  source: 'opening',
  ...(outOfServiceOn === undefined ? {} : { outOfServiceOn, disconnectSource: 'D1' }),
});
const completion = (
  caseId: string,
  act: Completion['act'],
  ecckt: string,
  completedOn: string,
): Completion => ({
  caseId,
  act,
  product: 'loop-2w-xdsl',
  wireCenter: 'CLMAMOXA',
  ecckts: [ecckt],
  completedOn,
});

describe('readOpeningInventory', () => {
  test('the October example is read whole', () => {
    const circuits = unwrap(
      readOpeningInventory(path.join(root, 'examples', 'october-2026'), agreement, '2026-10-01'),
    );
    assert.equal(circuits.length, 100);
    assert.equal(circuits.filter(({ product }) => product === 'loop-2w-analog').length, 40);
    assert.ok(circuits.every(({ inServiceOn }) => inServiceOn < '2026-10-01'));
  });

  test('every bad row is listed with its line, field and cure', () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'meetpoint-inventory-'));
    try {
      mkdirSync(path.join(dir, 'opening'));
      const good = '1.LX.1,loop-2w-xdsl,CLMAMOXA,1 Elm,2020-01-01,';
      writeFileSync(
        path.join(dir, 'opening', 'inventory.csv'),
        [
          'ecckt,product,wire_center,address,in_service_on,lsr',
          good,
          good,
          '?,loop-8w,NOWHERE,1 Elm,2020-01-01,',
          '1.LX.2,loop-2w-xdsl,CLMAMOXA,,2020-02-30,',
        ].join('\n'),
      );
      const result = readOpeningInventory(dir, agreement, '2026-10-01');
      assert.deepEqual(result.ok ? [] : result.problems.map(({ line, field }) => `${line} ${field}`), [
        '3 ecckt',
        '4 ecckt',
        '4 product',
        '4 wire_center',
        '5 address',
        '5 in_service_on',
      ]);
      const absent = readOpeningInventory(path.join(dir, 'nowhere'), agreement, '2026-10-01');
      assert.equal(absent.ok ? '' : absent.problems[0]?.id, 'inventory/no-file');
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});

describe('under what a circuit was bought', () => {
  const read = (cells: readonly string[]): unknown => {
    const dir = mkdtempSync(path.join(tmpdir(), 'meetpoint-vehicle-'));
    try {
      mkdirSync(path.join(dir, 'opening'));
      const rows = cells.map((cell, n) => `1.LX.${n + 1},loop-2w-xdsl,CLMAMOXA,1 Elm,2020-01-01,${cell}`);
      writeFileSync(
        path.join(dir, 'opening', 'inventory.csv'),
        ['ecckt,product,wire_center,address,in_service_on,vehicle,evidence', ...rows].join('\n'),
      );
      const result = readOpeningInventory(dir, agreement, '2026-10-01');
      return result.ok
        ? result.value.map(({ vehicle, vehicleEvidence }) => [vehicle, vehicleEvidence])
        : result.problems.map(({ line, field }) => `${line} ${field}`);
    } finally {
      rmSync(dir, { recursive: true });
    }
  };

  test('an opening circuit may be of the tariff where the election is shown', () => {
    assert.deepEqual(read([',', 'agreement,', 'tariff,Letter of 2 May 2019']), [
      [undefined, undefined],
      [undefined, undefined],
      ['tariff', 'Letter of 2 May 2019'],
    ]);
    assert.deepEqual(read(['tariff,', ',Letter of 2 May 2019', 'lease,x']), [
      '2 evidence',
      '3 evidence',
      '4 vehicle',
    ]);
  });

  test('it stays with the circuit until and after its disconnect', () => {
    const [after] = unwrap(
      applyCompletions(
        [],
        [
          { ...completion('N1', 'N', '1.LX.2', '2026-10-08'), vehicle: 'tariff', vehicleEvidence: 'Letter' },
          completion('D1', 'D', '1.LX.2', '2026-10-20'),
        ],
      ),
    );
    assert.deepEqual(
      [after?.vehicle, after?.vehicleEvidence, after?.outOfServiceOn],
      ['tariff', 'Letter', '2026-10-20'],
    );
  });
});

describe('applyCompletions', () => {
  test('new circuits come, disconnected ones end, in the order of their dates', () => {
    const circuits = unwrap(
      applyCompletions(
        [circuit('1.LX.1', '2020-01-01')],
        [
          completion('D2', 'D', '1.LX.2', '2026-10-20'),
          completion('D1', 'D', '1.LX.1', '2026-10-15'),
          completion('N1', 'N', '1.LX.2', '2026-10-08'),
        ],
      ),
    );
    assert.deepEqual(
      circuits.map(({ ecckt, source, inServiceOn, outOfServiceOn, disconnectSource }) =>
        [ecckt, source, inServiceOn, outOfServiceOn, disconnectSource].join(' '),
      ),
      ['1.LX.1 opening 2020-01-01 2026-10-15 D1', '1.LX.2 N1 2026-10-08 2026-10-20 D2'],
    );
  });

  test('what cannot be is all named', () => {
    const result = applyCompletions(
      [circuit('1.LX.1', '2020-01-01'), circuit('1.LX.3', '2026-10-10')],
      [
        completion('N1', 'N', '1.LX.1', '2026-10-08'),
        completion('D1', 'D', '1.LX.2', '2026-10-08'),
        completion('D2', 'D', '1.LX.1', '2026-10-08'),
        completion('D3', 'D', '1.LX.1', '2026-10-09'),
        completion('D4', 'D', '1.LX.3', '2026-10-09'),
      ],
    );
    assert.deepEqual(result.ok ? [] : result.problems.map(({ id }) => id).sort(), [
      'inventory/circuit-disconnected',
      'inventory/circuit-exists',
      'inventory/disconnect-before-service',
      'inventory/unknown-circuit',
    ]);
  });
});

test('circuitsBilledIn sorts circuits by what the close does with them', () => {
  const ids = (circuits: readonly Circuit[]): string => circuits.map(({ ecckt }) => ecckt).join(' ');
  const billed = circuitsBilledIn({ from: '2026-10-01', to: '2026-10-31' }, [
    circuit('old', '2020-01-01'),
    circuit('first-day', '2026-10-01'),
    circuit('last-day', '2026-10-31'),
    circuit('next', '2026-11-01'),
    circuit('ends', '2020-01-01', '2026-10-31'),
    circuit('ends-first-day', '2020-01-01', '2026-10-01'),
    circuit('ended', '2020-01-01', '2026-09-30'),
    circuit('ends-next', '2020-01-01', '2026-11-01'),
    circuit('both', '2026-10-05', '2026-10-20'),
    circuit('same-day', '2026-10-05', '2026-10-05'),
  ]);
  assert.equal(ids(billed.inAdvance), 'old first-day last-day ends-next');
  assert.equal(ids(billed.started), 'first-day last-day both');
  assert.equal(ids(billed.ended), 'ends ends-first-day');
});

describe('circuits in the database', () => {
  let db: Database;
  const scope: Scope = { kind: 'agreement', agreementId: agreement.id };
  const within = <T>(fn: (tx: Tx) => Promise<T>, as: Scope = scope): Promise<T> => db.withTransaction(as, fn);
  const holderOf = async (facility: string): Promise<string | undefined> => {
    const [row] = await within((tx) =>
      tx.query<{ ecckt: string }>('SELECT ecckt FROM facility_assignment WHERE facility = $1', [facility]),
    );
    return row?.ecckt;
  };
  before(async () => {
    const room = (name: string): string => path.join(root, 'src', name, 'migrations');
    db = await testDatabase([room('parties'), room('inventory')]);
    await within(
      (tx) =>
        tx.execute(
          `INSERT INTO agreement (id, form, variant, title, folder, amendments, version, hash, time_zone, ilec, clec)
           VALUES ($1, 'f', 'v', 't', 'f', '{}', '1', 'h', 'UTC', 'centurytel', 'socket')`,
          [agreement.id],
        ),
      { kind: 'install' },
    );
  });
  after(() => db.close());

  test('a draft is undone by the next one and kept once settled', async () => {
    const opening = [circuit('1.LX.1', '2020-01-01')];
    const october = [circuit('1.LX.1', '2020-01-01', '2026-10-15'), circuit('1.LX.2', '2026-10-08')];
    await within((tx) => storeInventory(tx, agreement.id, '2026-10', october));
    await within((tx) => storeInventory(tx, agreement.id, '2026-10', opening));
    assert.deepEqual(await within((tx) => readCircuits(tx, agreement.id)), opening);
    await within((tx) => storeInventory(tx, agreement.id, '2026-10', october));
    assert.deepEqual(await within((tx) => readSettledCircuits(tx, agreement.id, '2026-10')), []);
    await within((tx) => settleInventory(tx, agreement.id, '2026-10'));
    assert.deepEqual(await within((tx) => readSettledCircuits(tx, agreement.id, '2026-11')), october);

    const november = [october[0] ?? circuit('', ''), circuit('1.LX.2', '2026-10-08', '2026-11-20')];
    await within((tx) => storeInventory(tx, agreement.id, '2026-11', november));
    assert.deepEqual(await within((tx) => readCircuits(tx, agreement.id)), november);
    assert.deepEqual(await within((tx) => readSettledCircuits(tx, agreement.id, '2026-11')), october);
  });

  test('what is recorded at a completion is seen at once, stays when a draft is withdrawn, and is closed once', async () => {
    const changed: Completion = {
      ...completion('C7', 'C', '1.LX.3', '2026-12-10'),
      product: 'loop-2w-analog',
    };
    const fresh: Completion = {
      ...completion('N7', 'N', '1.LX.7', '2026-12-10'),
      cfas: ['C1-0007'],
      numbers: [['5735551000']],
    };
    const live = [completion('N2', 'N', '1.LX.3', '2026-12-01'), changed, fresh];
    for (const each of live) unwrap(await within((tx) => recordCompletion(tx, agreement.id, each)));
    const state = async (): Promise<string[]> =>
      (await within((tx) => readCircuits(tx, agreement.id)))
        .filter(({ inServiceOn }) => inServiceOn >= '2026-12-01')
        .map((c) => `${c.ecckt}/${c.period ?? 1} ${c.product} ${c.inServiceOn} ${c.outOfServiceOn ?? ''}`);
    const expected = [
      '1.LX.3/1 loop-2w-xdsl 2026-12-01 2026-12-10',
      '1.LX.3/2 loop-2w-analog 2026-12-10 ',
      '1.LX.7/1 loop-2w-xdsl 2026-12-10 ',
    ];
    assert.deepEqual(await state(), expected);
    assert.equal(await holderOf('C1-0007'), '1.LX.7');
    assert.deepEqual(
      [...(await within((tx) => numbersInService(tx, agreement.id, ['5735551000', '5735552000'])))],
      [['5735551000', '1.LX.7']],
    );
    const settled = await within((tx) => readSettledCircuits(tx, agreement.id, '2026-12'));
    assert.ok(settled.every(({ inServiceOn }) => inServiceOn < '2026-12-01'));
    await within((tx) =>
      storeInventory(tx, agreement.id, '2026-12', unwrap(applyCompletions(settled, live))),
    );
    assert.deepEqual(await state(), expected);
    await within((tx) => discardInventory(tx, agreement.id, '2026-12'));
    assert.deepEqual(await state(), expected);
    await within((tx) => settleInventory(tx, agreement.id, '2026-12'));
    assert.deepEqual(await state(), expected);
  });

  test('the database refuses a facility that is in service, whoever asks', async () => {
    const again = { ...completion('N8', 'N', '1.LX.8', '2026-12-11'), cfas: ['C1-0007'] };
    const refusal = await within((tx) => recordCompletion(tx, agreement.id, again));
    assert.deepEqual(refusal.ok ? [] : refusal.problems.map(({ id }) => id), ['inventory/facility-in-use']);
    await assert.rejects(
      within((tx) =>
        tx.execute(
          `INSERT INTO circuit (agreement_id, ecckt, product, wire_center, address, in_service_on, source, cfa)
           VALUES ($1, '1.LX.8', 'loop-2w-xdsl', 'CLMAMOXA', '', '2026-12-11', 'N8', 'C1-0007')`,
          [agreement.id],
        ),
      ),
      /facility_assignment_pkey/,
    );
    unwrap(
      await within((tx) => recordCompletion(tx, agreement.id, completion('D9', 'D', '1.LX.7', '2026-12-12'))),
    );
    unwrap(await within((tx) => recordCompletion(tx, agreement.id, again)));
    assert.equal(await holderOf('C1-0007'), '1.LX.8');
  });

  test('a stranger sees no circuit', async () => {
    const count = async (party: string): Promise<number> =>
      (await within((tx) => readCircuits(tx, agreement.id), { kind: 'party', party, user: 'ann' })).length;
    assert.deepEqual([await count('socket'), await count('centurytel'), await count('other')], [6, 6, 0]);
  });
});
