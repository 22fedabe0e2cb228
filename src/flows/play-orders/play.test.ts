import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { loadAgreement } from '../../agreement/load.ts';
import { migrations } from '../../app/database.ts';
import { kinds } from '../../app/kinds.ts';
import { vocabulary } from '../../app/vocabulary.ts';
import { unwrap } from '../../base/result.ts';
import type { Database } from '../../platform/database.ts';
import { ordersDatabase } from '../take-order/test-orders.ts';
import { differences } from './compare.ts';
import { playOrders } from './play.ts';
import { readPlayScript } from './script.ts';
import { wordsOf } from './words.ts';
import type { Words } from './words.ts';

const FOLDER = 'examples/orders';
const carriers = parse(readFileSync(path.join(FOLDER, 'carriers.yaml'), 'utf8')) as Record<string, Words>;
const files = readdirSync(FOLDER).filter((name) => /^\d\d-.*\.yaml$/.test(name));
const decisions = vocabulary.flatMap((room) => room.decisions);

describe('twelve stories of orders, each under two agreements', () => {
  for (const form of process.env["FORMS"]?.split(",") ?? ['missouri-2006', 'sample-west'])
    for (const file of files) {
      test(`${file} under ${form}`, async () => {
        const script = unwrap(readPlayScript(path.join(FOLDER, file)));
        const amendments = (script.amendments?.[form] ?? []).map((name) => path.join(FOLDER, name));
        const agreement = unwrap(loadAgreement(`agreements/${form}`, { vocabulary, amendments }));
        const db: Database = await ordersDatabase(migrations, agreement);
        try {
          const words = wordsOf(script, carriers, form);
          const played = await playOrders({ db, agreement, kinds, decisions, words }, script);
          assert.deepEqual(
            played.flatMap((step) => differences(step, form)),
            [],
          );
        } finally {
          await db.close();
        }
      });
    }
});
