import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { shippedForms } from '../../formats/order-forms/shipped.ts';
import { configurationSchema, schemaFile } from './configuration-schema.ts';
import { FAMILIES } from './families.ts';

describe('schemas of product configurations', () => {
  for (const family of FAMILIES)
    test(`${family.name} is published as its properties and the catalogue of forms have it`, () => {
      const file = new URL(`../../../reference/interfaces/meetpoint/${schemaFile(family)}`, import.meta.url);
      assert.deepEqual(
        JSON.parse(readFileSync(file, 'utf8')),
        JSON.parse(JSON.stringify(configurationSchema(family, shippedForms()))),
      );
    });

  test('no two properties of a family say the same field or have the same name', () => {
    for (const { name, properties } of FAMILIES) {
      const names = properties.map((one) => one.name);
      const fields = properties.map(({ on, field }) => `${on} ${field}`);
      assert.deepEqual([new Set(names).size, new Set(fields).size], [names.length, fields.length], name);
    }
  });
});
