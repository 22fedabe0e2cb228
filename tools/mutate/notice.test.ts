import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { readManifest } from '../../src/agreement/manifest.ts';
import { unwrap } from '../../src/base/result.ts';
import { readScenarios } from '../../src/flows/scenarios/read-scenarios.ts';
import { changeTogether } from './change-together.ts';
import { findNumbers } from './find-numbers.ts';
import type { NumberPlace } from './find-numbers.ts';
import { Subject } from './notice.ts';

let root: string;
let dir: string;
let subject: Subject;
let places: readonly NumberPlace[];
before(() => {
  root = mkdtempSync(path.join(tmpdir(), 'notice-'));
  dir = path.join(root, 'agreements', 'sample-west');
  cpSync('law', path.join(root, 'law'), { recursive: true });
  cpSync('agreements/sample-west', dir, { recursive: true });
  rmSync(path.join(dir, 'scenarios'), { recursive: true });
  mkdirSync(path.join(dir, 'scenarios'));
  // One worked answer alone: 10,000 × 0.000407 = 4.07.
  writeFileSync(
    path.join(dir, 'scenarios', 'late.yaml'),
    `- ask: late-payment-charge
  facts: { principal: '10000', dueOn: 2026-10-01, paidOn: 2026-10-02 }
  value: '4.07'
  clause: Section 5 §5.4.3
  because: 10,000 × 0.000407 = 4.07
`,
  );
  const manifest = unwrap(
    readManifest('agreement.yaml', readFileSync(path.join(dir, 'agreement.yaml'), 'utf8')),
  );
  subject = new Subject(dir, Object.keys(manifest.variants), unwrap(readScenarios(dir)));
  places = findNumbers(dir, manifest);
});
after(() => rmSync(root, { recursive: true, force: true }));

const placeOf = (where: string, written: string): NumberPlace => {
  const found = places.find((place) => place.where === where && place.written === written);
  assert.ok(found, `${where} ${written}`);
  return found;
};
const alone = (place: NumberPlace) => {
  const text = readFileSync(place.file, 'utf8');
  return subject.ask(
    place.file,
    text.slice(0, place.at) + place.instead + text.slice(place.at + place.written.length),
  ).by;
};
const together = (place: NumberPlace) => changeTogether(subject, place, readFileSync(place.file, 'utf8')).by;

test('nobody notices an agreement that is not changed', () => {
  const file = path.join(dir, 'agreement.yaml');
  assert.equal(subject.ask(file, readFileSync(file, 'utf8')).by, 'nobody');
});

test('the check notices a term that its text contradicts; the scenario, one that moves with its text', () => {
  const rate = placeOf('accounts.late-payment', '0.0407');
  assert.equal(alone(rate), 'check');
  assert.equal(together(rate), 'scenario');
});

test('what no scenario rests on moves unnoticed with its text, and a price without a vector by itself', () => {
  assert.equal(together(placeOf('clock.bill-due', '30')), 'nobody');
  assert.equal(alone(placeOf('rates#ds1.price', '$88.20')), 'nobody');
});
