import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readEdits } from '../src/articles/ordering/edit-catalogue.ts';
import { readFormEdits } from '../src/articles/ordering/forms/shipped-edits.ts';
import { parseExpr } from '../src/base/expr/parse.ts';
import { unwrap } from '../src/base/result.ts';
import { editPage } from './edit-page/page.ts';
import { encodedByList, readPublishedRules } from './edit-page/published-rules.ts';
import { conditionWords } from './edit-page/words.ts';

const edits = readFormEdits(['lsog', 'asog']);
const published = readPublishedRules('reference/forms/published-rules.csv');
const page = readFileSync('docs/formats/lsr-edits.md', 'utf8');

test('the page of edits is the one that the catalogues make', () => {
  assert.equal(
    page,
    editPage(unwrap(readEdits('lsr')), edits, published.rules),
    'run "node bin/meetpoint.cjs node tools/edit-page.ts --write"',
  );
});

test('every edit stands on it once, as a row', () => {
  const rows = page.split('\n').flatMap((line) => /^\| ((?:LSR|ASR)-\d{4}) \|/.exec(line)?.[1] ?? []);
  const all = [...edits.compiled.edits, ...unwrap(readEdits('lsr'))].map(({ id }) => id);
  assert.deepEqual(rows.toSorted(), all.toSorted());
});

test('each published rule is listed once', () => assert.deepEqual(published.problems, []));

test('every rule that an edit cites is a published one', () => {
  const known = new Set(published.rules.map(({ id }) => id));
  const cited = edits.compiled.edits.flatMap(({ id, rules }) => rules.map((rule) => `${id}: ${rule}`));
  assert.deepEqual(
    cited.filter((one) => !known.has(one.slice(one.indexOf(': ') + 2))),
    [],
  );
});

test('rules are counted by list', () => {
  const rule = (id: string, list: string) => ({ id, form: 'LS', list, source: 's' });
  assert.deepEqual(encodedByList([rule('A', 'y'), rule('B', 'x'), rule('C', 'y')], new Set(['C', 'D'])), [
    { list: 'x', published: 1, encoded: 0 },
    { list: 'y', published: 2, encoded: 1 },
  ]);
});

test('conditions in words', () => {
  const say = (text: string): string => conditionWords(unwrap(parseExpr(text)), edits.forms.fields);
  assert.equal(
    say("lsr_reqtyp_1 in ('A', 'B') and lsr_act != 'D' and ls_cfa is missing"),
    'character 1 of LSR REQTYP is A or B, and LSR ACT is not D, and LS CFA is empty',
  );
  assert.equal(
    say("(lsr_chc is missing or lsr_chc = 'N') and not (lsr_act in ('N', 'C'))"),
    '(LSR CHC is empty, or LSR CHC is N), and LSR ACT is not N or C',
  );
  assert.equal(
    say('not lsr_pon_ok and ls_lnum_repeated and lsr_locqty_n < eu_sections'),
    'LSR PON is not well-formed, and LS LNUM stands in another section too, and LSR LOCQTY is below the number of sections of form EU',
  );
  assert.equal(say("not (lsr_act = 'N' and expedite)"), 'not (LSR ACT is N, and expedite)');
});
