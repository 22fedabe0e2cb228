import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { validateXML } from 'xmllint-wasm';
import { unwrap } from '../../base/result.ts';
import type { OrderDocument } from '../order-forms/document.ts';
import { formsFolder } from '../order-forms/shipped.ts';
import { writeOrderXml, writeResponseXml } from './index.ts';

const file = (name: string): string => readFileSync(path.join(formsFolder, name), 'utf8');
const bases = Object.values(parse(file('bases.yaml')) as Record<string, OrderDocument>);

/** What an independent validator has against a document. */
async function faults(document: string, schema: string): Promise<string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: 'document.xml', contents: document }],
    schema: [{ fileName: schema, contents: file(schema) }],
  });
  return errors.map(({ message }) => message);
}

describe('the schemas that are shipped', () => {
  test('take what is written of every clean document', async () => {
    assert.deepEqual(await faults(unwrap(writeOrderXml(bases)), 'orders.xsd'), []);
  });

  test('refuse what breaks the edits of single fields, and what the form has not', async () => {
    const [base] = bases;
    const wrong = (changes: Record<string, string>): Promise<string[]> =>
      faults(unwrap(writeOrderXml([{ ...base, LSR: [{ ...base?.LSR?.[0], ...changes }] }])), 'orders.xsd');
    // CCNA has three characters, EXP is a flag, DDD a date.
    for (const changes of [{ CCNA: 'SKTX' }, { EXP: 'X' }, { DDD: '2026-11-16' }])
      assert.ok((await wrong(changes)).length > 0, JSON.stringify(changes));
    const strange = '<orders xmlns="urn:meetpoint:orders:1"><order><LSR><XYZ>1</XYZ></LSR></order></orders>';
    assert.ok((await faults(strange, 'orders.xsd')).length > 0);
  });

  test('take a response form', async () => {
    const response = {
      fields: {
        PON: 'A1',
        VER: '01',
        RT: 'E',
        'D/TSENT': '11-16-2026-0900AM',
        ECCKT: ['1.AB.2', '1.AB.3'],
        CCNA: 'SKT',
      },
      reasons: [
        { ERRORCODE: 'LSR-0303', ERRORTEXT: 'a < b', FIELD: 'LS.LNUM', CURE: 'c', CLAUSE: 'VIII §1.3' },
      ],
    };
    assert.deepEqual(await faults(writeResponseXml(response), 'responses.xsd'), []);
    const strange = '<response xmlns="urn:meetpoint:responses:1"><LR><RT>A</RT><PON>A1</PON></LR></response>';
    assert.ok((await faults(strange, 'responses.xsd')).length > 0, 'fields have an order');
  });
});
