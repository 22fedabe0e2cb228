import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readInterfaceDocument } from './test-interface-document.ts';

describe('published documents', () => {
  const orders = readInterfaceDocument('tmf/TMF622-ProductOrder-v4.0.0.swagger.json');
  const item = { id: '1', action: 'add' };

  test('an answer that fits has no misfits, and each thing that is wrong is one', () => {
    const good = {
      id: 'x',
      orderDate: '2026-11-02T15:00:00Z',
      state: 'acknowledged',
      productOrderItem: [item],
    };
    assert.deepEqual(orders.answerMisfits('GET', '/productOrder/{id}', 200, good), []);
    const wrong = [
      { ...good, productOrderItem: undefined },
      { ...good, orderDate: '2026-11-02' },
      { ...good, state: 'lost' },
      { ...good, milestone: [] },
      { ...good, productOrderItem: [{ id: '1' }] },
    ];
    for (const body of wrong)
      assert.equal(
        orders.answerMisfits('GET', '/productOrder/{id}', 200, JSON.parse(JSON.stringify(body))).length,
        1,
        JSON.stringify(body),
      );
  });

  test('a status that the operation does not have, and a body where there is none, are misfits', () => {
    assert.equal(orders.answerMisfits('GET', '/productOrder', 418, []).length, 1);
    assert.equal(orders.answerMisfits('DELETE', '/productOrder/{id}', 204, {}).length, 1);
    assert.deepEqual(orders.answerMisfits('DELETE', '/productOrder/{id}', 204, undefined), []);
  });

  test('of an answer with some attributes others may be missing, and what is there must fit', () => {
    const read = (body: unknown, partial: boolean) =>
      orders.answerMisfits('GET', '/productOrder', 200, body, partial).length;
    assert.deepEqual([read([{ id: 'x' }], false), read([{ id: 'x' }], true)], [1, 0]);
    assert.equal(read([{ id: 'x', state: 'lost' }], true), 1);
    assert.equal(read([{ id: 'x', productOrderItem: [{ id: '1' }] }], true), 1);
  });

  test('schemas are found by name', () => {
    assert.deepEqual(orders.misfits('Error', { code: '20', reason: 'r' }), []);
    assert.equal(orders.misfits('Error', { code: '20' }).length, 1);
    assert.throws(() => orders.misfits('Nothing', {}), /no schema/);
    assert.throws(() => orders.answerMisfits('PUT', '/productOrder', 200, {}), /no PUT/);
  });

  test('every document has operations, and all its schemas compile', () => {
    const files = [
      'tmf/TMF622-ProductOrder-v4.0.0.swagger.json',
      'tmf/TMF637-ProductInventory-v4.0.0.swagger.json',
      'tmf/TMF645-ServiceQualification-v4.0.1.swagger.json',
      'tmf/TMF651-Agreement-v4.0.0.swagger.json',
      'mef/productInventoryManagement.api.yaml',
      'mef/productOfferingQualificationManagement.api.yaml',
      'mef/productOrderManagement.api.yaml',
      'mef/productOrderNotification.api.yaml',
    ];
    for (const file of files) {
      const document = readInterfaceDocument(file);
      assert.ok(document.operations.length > 0, file);
      for (const name of document.schemas) document.misfits(name, {});
    }
  });
});
