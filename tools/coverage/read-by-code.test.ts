import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readByCode, readByCodeModule } from './read-by-code.ts';

const TERMS = `
export const rateTerm = defineTerm('money.rate', Type.Object({}), 'x');
export const idleTerm = defineTerm(
  'money.idle',
  Type.Object({}),
  'x',
);
const familyTerm = defineTerm('clock.*', Type.Object({}), 'x');
export const feesTable = defineTable({
  name: 'fees',
  identity: ['id'],
});
export const terms: readonly TermDef[] = [rateTerm, idleTerm, familyTerm];
`;

test('a look-up is reading; a list, an import and a check are not', () => {
  const found = readByCode([
    { file: 'src/a/terms.ts', text: TERMS },
    {
      file: 'src/a/rule.ts',
      text: `import { rateTerm, idleTerm } from './terms.ts';\nview.term(rateTerm);\nview.rows(feesTable).map(one);`,
    },
    { file: 'src/a/index.ts', text: `export { idleTerm } from './terms.ts';\ncheck(view.term(idleTerm));` },
    { file: 'src/a/check-a.ts', text: `view.optional(idleTerm);` },
  ]);
  assert.deepEqual(Object.fromEntries(found), {
    'money.rate': true,
    'money.idle': false,
    'clock.*': false,
    fees: true,
  });
});

test('the module is sorted and quotes keys that need it', () => {
  assert.match(
    readByCodeModule(
      new Map([
        ['rates', true],
        ['clock.*', false],
      ]),
    ),
    /= \{\n {2}'clock\.\*': false,\n {2}rates: true,\n\};\n$/,
  );
});
