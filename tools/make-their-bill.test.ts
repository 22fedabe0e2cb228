import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { assembleInvoices } from '../src/accounts/assemble-invoices.ts';
import type { Invoice } from '../src/accounts/invoice.ts';
import { invoiceCsv } from '../src/accounts/invoice-text.ts';
import { accounts } from '../src/accounts/index.ts';
import { inputsOf, readAccountInputs } from '../src/accounts/read-inputs.ts';
import { sampleCharge } from '../src/accounts/test-charges.ts';
import { generalProvisions, latePaymentCharges } from '../src/articles/general-provisions/index.ts';
import { pricing, recurringCharges } from '../src/articles/pricing/index.ts';
import { cents, formatCents, sumCents } from '../src/base/money.ts';
import { ok, unwrap } from '../src/base/result.ts';
import { due } from '../src/cases/due.ts';
import { cases } from '../src/cases/index.ts';
import { partialAgreement } from '../src/cases/test-partial-agreement.ts';
import { verifyBill } from '../src/flows/verify-bill/index.ts';
import { applyCompletions } from '../src/inventory/apply-completions.ts';
import { inventory } from '../src/inventory/index.ts';
import { readOpeningInventory } from '../src/inventory/read-opening.ts';
import { network } from '../src/network/index.ts';
import { parties } from '../src/parties/index.ts';

const root = path.join(import.meta.dirname, '..');
const example = path.join(root, 'examples', 'october-2026');
const month = '2026-10';
const agreement = partialAgreement({
  dir: path.join(root, 'agreements', 'missouri-2006'),
  articles: ['03-general-provisions.md', 'appendix-une-pricing.md'],
  tables: ['parties', 'contacts', 'coverages', 'holidays', 'rates', 'products', 'wire-centers'],
  vocabulary: [accounts, cases, inventory, network, parties, pricing, generalProvisions],
});
const inputs = inputsOf(unwrap(readAccountInputs(example, agreement)));
const circuits = unwrap(
  applyCompletions(unwrap(readOpeningInventory(example, agreement, '2026-10-01')), [
    {
      caseId: 'SKT-NEW-1',
      act: 'N',
      product: 'loop-2w-xdsl',
      wireCenter: 'BRSNMOXA',
      ecckts: ['60.LXFU.000161.CTM'],
      completedOn: '2026-10-14',
    },
    {
      caseId: 'SKT-OUT-1',
      act: 'D',
      product: 'loop-2w-xdsl',
      wireCenter: 'CLMAMOXA',
      ecckts: ['60.LXFU.000105.CTM'],
      completedOn: '2026-10-20',
    },
  ]),
);

function octoberBills(): Invoice[] {
  const oneTime = { kind: 'one-time', unit: 'order', from: '2026-10-14', to: '2026-10-14' } as const;
  const source = { kind: 'case', id: 'SKT-NEW-1' } as const;
  return unwrap(
    assembleInvoices({
      ...inputs,
      agreement,
      month,
      charges: [
        ...unwrap(recurringCharges({ agreement, month, circuits })),
        ...unwrap(latePaymentCharges({ agreement, month, ...inputs })),
        sampleCharge(agreement, {
          ...oneTime,
          source,
          element: 'service-order-initial-electronic',
          rate: '20.00',
          amount: cents(2000),
        }),
        sampleCharge(agreement, {
          ...oneTime,
          source,
          element: 'loop-install-first',
          rate: '60.00',
          amount: cents(6000),
        }),
        sampleCharge(agreement, {
          account: 'usage',
          kind: 'usage',
          element: 'transit',
          quantity: '41200',
          unit: 'minute',
          rate: '0.0015',
          amount: cents(6180),
          from: '2026-10-01',
          to: '2026-10-31',
          source: { kind: 'usage', id: 'TG-1/transit/day' },
        }),
      ],
      dueOn: (at, performer) => {
        const answer = due(agreement, 'bill-due', { at, performer });
        if (!answer.ok) return answer;
        return ok('dueAt' in answer.value ? answer.value.dueAt : '');
      },
    }),
  );
}

describe('the other side’s bill of the example', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'meetpoint-their-bill-'));
  const read = (name: string): string => readFileSync(path.join(dir, 'in', 'their-bill', name), 'utf8');
  const invoices = octoberBills();
  before(() => {
    mkdirSync(path.join(dir, 'out', 'invoices'), { recursive: true });
    mkdirSync(path.join(dir, 'in'));
    cpSync(path.join(example, 'accounts.csv'), path.join(dir, 'in', 'accounts.csv'));
    for (const invoice of invoices)
      writeFileSync(path.join(dir, 'out', 'invoices', `${invoice.number}.csv`), invoiceCsv(invoice));
    const summary = { invoices: invoices.map(({ number, ban }) => ({ number, ban })) };
    writeFileSync(path.join(dir, 'out', 'summary.json'), JSON.stringify(summary));
    const tool = path.join(import.meta.dirname, 'make-their-bill.ts');
    const run = spawnSync(process.execPath, [
      tool,
      path.join(dir, 'out'),
      path.join(dir, 'in'),
      'centurytel',
    ]);
    assert.equal(run.status, 0, String(run.stderr));
  });
  after(() => rmSync(dir, { recursive: true }));

  test('the October bills are what the contract gives', () => {
    // 60 + 1 − 1 xDSL loops: 49 × 18 and 11 × 24; 40 analog × 18; 17/30 × 24; −11/30 × 18; 80; 10.50 and 4.84
    assert.deepEqual(
      invoices.map(({ number, dueOn, total, disputed }) => [
        number,
        dueOn,
        formatCents(total),
        formatCents(disputed),
      ]),
      [
        ['573S010001-202611', '2026-12-01', '1968.34', '48.00'],
        ['573U010001-202611', '2026-12-01', '61.80', '0.00'],
        ['573U900001-202611', '2026-12-01', '7.37', '0.00'],
      ],
    );
    for (const { lines, total } of invoices) assert.equal(sumCents(lines.map(({ amount }) => amount)), total);
  });

  test('every planted error is found once, with its difference, and nothing else', () => {
    const done = unwrap(
      verifyBill({
        agreement,
        invoices: invoices.filter(({ from }) => from === agreement.parties.ilec),
        theirs: { file: 'bill.csv', text: read('bill.csv') },
        mapping: { file: 'mapping.yaml', text: read('mapping.yaml') },
        circuits,
      }),
    );
    const planted = JSON.parse(read('planted.json')) as Record<string, string>[];
    assert.equal(planted.length, 7);
    const key = (outcome: string, invoice: string, line: string, difference: string): string =>
      outcome === 'unknown' ? `${outcome} ${difference}` : `${outcome} ${invoice}/${line} ${difference}`;
    assert.deepEqual(
      done.findings
        .filter(({ outcome }) => outcome !== 'agreed')
        .map((f) => key(f.outcome, f.invoice ?? '', String(f.line ?? ''), formatCents(f.difference)))
        .sort(),
      planted
        .map((p) => key(p['outcome'] ?? '', p['invoice'] ?? '', p['line'] ?? '', p['difference'] ?? ''))
        .sort(),
    );
    assert.deepEqual(done.badRows, []);
    assert.match(
      done.findings.map(({ reason }) => reason).join('\n'),
      /out of service since 2026-10-20 \(SKT-OUT-1\)/,
    );
  });
});
