import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { loadAgreement } from '../agreement/load.ts';
import { unwrap } from '../base/result.ts';
import { closeMonth } from '../flows/close-month/close-month.ts';
import { monthFiles } from '../flows/close-month/files.ts';
import { compareBooks } from '../gateways/emulator/compare-books.ts';
import { emulate } from '../gateways/emulator/emulate.ts';
import type { Played } from '../gateways/emulator/emulate.ts';
import { readTradeScript } from '../gateways/emulator/script.ts';
import type { TradeSide } from '../gateways/emulator/trade-plan.ts';
import { fixedClock } from '../platform/clock.ts';
import { testDatabase } from '../platform/test-database.ts';
import { migrations } from './database.ts';
import { installToTry } from './installation.ts';
import type { Installation } from './installation.ts';
import { vocabulary } from './vocabulary.ts';

const agreement = unwrap(loadAgreement('agreements/missouri-2006', { vocabulary, variant: 'centurytel' }));
const script = unwrap(readTradeScript('examples/emulator/month.yaml'));
const START = Temporal.Instant.from('2026-10-01T12:00:00Z');

async function install(): Promise<Installation> {
  return installToTry(await testDatabase(migrations), agreement, START);
}

describe(`two deployments trade ${script.orders} orders with the emulator between them`, () => {
  const work = mkdtempSync(path.join(tmpdir(), 'meetpoint-trade-'));
  let theirs: Record<TradeSide, Installation>;
  let played: Record<TradeSide, Played>;
  before(async () => {
    theirs = { clec: await install(), ilec: await install() };
    const { clec, ilec } = theirs;
    // Each side plays for itself, at its own deployment and at its counterpart's; they meet over HTTP alone.
    const [ours, others] = await Promise.all(
      (['clec', 'ilec'] as const).map((side) => {
        const [own, counterpart] = side === 'clec' ? [clec, ilec] : [ilec, clec];
        return emulate({ script, sides: new Set([side]), deployments: [own.at(side), counterpart.at(side)] });
      }),
    );
    assert.ok(ours && others);
    played = { clec: unwrap(ours), ilec: unwrap(others) };
  });
  after(async () => {
    for (const one of Object.values(theirs)) {
      await one.close();
      await one.db.close();
    }
    rmSync(work, { recursive: true, force: true });
  });

  test('nothing is refused, and nothing is taken differently', () => {
    for (const side of ['clec', 'ilec'] as const) {
      assert.deepEqual(played[side].refused, []);
      assert.deepEqual(played[side].different, []);
    }
    assert.ok((played.clec.taken['received'] ?? 0) > script.orders, 'orders and their supplements');
    for (const event of [
      'confirmed',
      'completed',
      'clarification-requested',
      'jeopardy',
      'customer-not-ready',
    ])
      assert.ok((played.ilec.taken[event] ?? 0) > 0, event);
  });

  test('every order has come to its end', async () => {
    const states = new Map<string, number>();
    for (const { state } of await theirs.ilec.at('ilec').orders())
      states.set(state, (states.get(state) ?? 0) + 1);
    assert.deepEqual([...states.keys()].sort(), ['cancelled', 'completed', 'rejected', 'superseded']);
  });

  test('their bills of the month are the same bytes', async () => {
    const input = path.join(work, 'month');
    cpSync('examples/october-2026', input, {
      recursive: true,
      filter: (file) => !/truth|their-bill|[/\\]emi[/\\].*2026-10-(?!0[12])/.test(file),
    });
    const files = await Promise.all(
      (['clec', 'ilec'] as const).map(async (side) => [
        ...monthFiles(
          unwrap(
            await closeMonth({
              db: theirs[side].db,
              agreement,
              month: '2026-10',
              inputDir: input,
              usageDir: path.join(work, side),
              numberingDir: 'reference/numbering',
              clock: fixedClock('2026-11-16T15:00:00Z'),
              issue: true,
            }),
          ),
        ),
      ]),
    );
    assert.ok((files[0]?.length ?? 0) > 0);
    assert.deepEqual(files[0], files[1]);
  });

  test('order books, inventories and bills are equal, as each tells the other over its API', async () => {
    const compared = await compareBooks(theirs.clec.at('clec'), theirs.ilec.at('ilec'));
    assert.deepEqual(compared.different, []);
    assert.ok(compared.orders > script.orders && compared.events > 3 * script.orders);
    assert.ok(compared.products > script.orders / 2);
    assert.ok(compared.lines > script.orders);
  });
});
