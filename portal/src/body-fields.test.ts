import assert from 'node:assert/strict';
import { test } from 'node:test';
import { liveKinds } from '../../src/app/kinds.ts';
import { bodyFields, readBody } from './body-fields.ts';
import type { BodyField } from './body-fields.ts';

const schemaOf = (kind: string, event: string): unknown =>
  liveKinds.find((one) => one.kind === kind)?.events.find(({ name }) => name === event)?.body;

function form(entries: Readonly<Record<string, string>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(entries)) data.set(name, value);
  return data;
}

test('a dispute is read with its items, and what is empty is left out', () => {
  const fields = bodyFields(schemaOf('dispute', 'raised'));
  const body = readBody(
    fields,
    form({
      'claim.bill': ' SVC-0001-202611 ',
      'claim.billOn': '2026-11-01',
      'claim.items#': '2',
      'claim.items.0.line': '3',
      'claim.items.0.billed': '$1,217.06',
      'claim.items.0.reason': 'Disconnected',
      'claim.evidence': 'order SAMPLE02\n\n completion notice \n',
      withheld: '17.06',
    }),
  );
  assert.deepEqual(body, {
    claim: {
      bill: 'SVC-0001-202611',
      billOn: '2026-11-01',
      items: [{ line: 3, billed: '1217.06', reason: 'Disconnected' }],
      evidence: ['order SAMPLE02', 'completion notice'],
    },
    withheld: '17.06',
  });
});

test('what is needed is there though it be empty, so that the server says what it lacks', () => {
  assert.deepEqual(readBody(bodyFields(schemaOf('bfr', 'returned')), form({ edits: ' ' })), { edits: [] });
  assert.deepEqual(readBody(bodyFields(schemaOf('bfr', 'analysed')), form({ magnitude: '500' })), {
    feasible: false,
    qualifies: false,
    magnitude: '500',
  });
  assert.deepEqual(readBody(bodyFields(schemaOf('notice', 'sent')), form({ subject: 'Address' })), {
    notice: {},
    subject: 'Address',
    addresses: [],
  });
  assert.deepEqual(readBody(bodyFields(schemaOf('force-majeure', 'declared')), form({ event: 'Ice' })), {
    event: 'Ice',
    affects: [],
  });
});

const ORDERS: ReadonlySet<string> = new Set(['lsr', 'asr']);

test('every event that is recorded by a form has one without a field of JSON', () => {
  const leaves = (fields: readonly BodyField[]): BodyField[] =>
    fields.flatMap((field) =>
      field.kind === 'group' ? leaves(field.fields) : field.kind === 'rows' ? leaves(field.row(0)) : [field],
    );
  const json = liveKinds.flatMap(({ kind, events }) =>
    // An order is written on its own forms: pages/order-entry.tsx.
    events
      .filter(({ name }) => !(ORDERS.has(kind) && name === 'received'))
      .flatMap(({ name, body }) =>
        leaves(bodyFields(body))
          .filter((field) => field.kind === 'json')
          .map(({ path }) => `${kind}.${name} ${path}`),
      ),
  );
  assert.deepEqual(json, []);
  assert.equal(
    leaves(bodyFields(schemaOf('notice', 'sent'))).find(({ name }) => name === 'sentAt')?.kind,
    'moment',
  );
  assert.equal(
    leaves(bodyFields(schemaOf('audit', 'requested'))).find(({ name }) => name === 'from')?.kind,
    'date',
  );
});
