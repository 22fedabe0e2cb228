import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { unwrap } from '../../base/result.ts';
import { readListQuery, selectFields, whereOf } from './list-query.ts';

const ATTRIBUTES = ['state', 'orderDate', 'agreement.id'];

describe('queries of lists', () => {
  test('fields, part and filters are read; several values are alternatives', () => {
    const raw = {
      fields: 'id, state',
      offset: '5',
      limit: '2',
      state: ['held,pending', 'rejected'],
      'orderDate.gte': '2026-11-02T00:00:00Z',
      'agreement.id': 'a~b',
      asOf: '2026-01-01',
    };
    assert.deepEqual(unwrap(readListQuery(raw, ATTRIBUTES, ['asOf'])), {
      fields: ['id', 'state'],
      offset: 5,
      limit: 2,
      filters: [
        { attribute: 'state', operator: 'eq', values: ['held', 'pending', 'rejected'] },
        { attribute: 'orderDate', operator: 'gte', values: ['2026-11-02T00:00:00Z'] },
        { attribute: 'agreement.id', operator: 'eq', values: ['a~b'] },
      ],
    });
    assert.deepEqual(unwrap(readListQuery({}, ATTRIBUTES)), {
      fields: undefined,
      offset: 0,
      limit: 20,
      filters: [],
    });
  });

  test('everything that is wrong comes back at once', () => {
    const read = readListQuery(
      { offset: '-1', limit: '101', stat: 'x', 'state.like': 'h', toString: 'x' },
      ATTRIBUTES,
    );
    assert.deepEqual(read.ok ? [] : read.problems.map(({ id, field }) => `${id} ${field}`), [
      'tmf/paging offset',
      'tmf/paging limit',
      'tmf/filter stat',
      'tmf/filter state.like',
      'tmf/filter toString',
    ]);
    assert.match(read.ok ? '' : (read.problems[2]?.cure ?? ''), /Did you mean "state"/);
  });

  test('a resource keeps the attributes that are asked for, and its id', () => {
    const resource = { id: '1', href: '/1', state: 'held', orderDate: 'x' };
    assert.deepEqual(selectFields(resource, ['state', 'nothing']), { id: '1', href: '/1', state: 'held' });
    assert.equal(selectFields(resource, undefined), resource);
  });

  test('filters become conditions with bound values alone', () => {
    const values: unknown[] = [];
    const where = whereOf(
      [
        { attribute: 'state', operator: 'ne', values: ["'; DROP"] },
        { attribute: 'orderDate', operator: 'lt', values: ['2026-11-02T00:00:00Z'] },
      ],
      { state: { sql: 's.state' }, orderDate: { sql: 's.opened_at', type: 'timestamptz' } },
      (value) => `$${values.push(value)}`,
    );
    assert.deepEqual(where, [
      '(s.state <> ALL ($1::text[])) IS NOT FALSE',
      's.opened_at < ALL ($2::timestamptz[]) AND cardinality($2::timestamptz[]) > 0',
    ]);
    assert.deepEqual(values, [["'; DROP"], ['2026-11-02T00:00:00Z']]);
  });

  test('what must be greater is looked for first by what is never less', () => {
    const attributes = {
      orderDate: { sql: 'first(s)', type: 'timestamptz' as const, neverLess: 's.opened_at' },
    };
    const where = (operator: 'gt' | 'gte' | 'lt' | 'eq') =>
      whereOf([{ attribute: 'orderDate', operator, values: ['x'] }], attributes, () => '$1');
    const some = 'cardinality($1::timestamptz[]) > 0';
    assert.deepEqual(where('gt'), [
      `first(s) > ALL ($1::timestamptz[]) AND ${some} AND s.opened_at > ALL ($1::timestamptz[])`,
    ]);
    assert.deepEqual(where('gte'), [
      `first(s) >= ALL ($1::timestamptz[]) AND ${some} AND s.opened_at >= ALL ($1::timestamptz[])`,
    ]);
    // Less, or the same: what is never less says nothing of it.
    assert.deepEqual(where('lt'), [`first(s) < ALL ($1::timestamptz[]) AND ${some}`]);
    assert.deepEqual(where('eq'), ['first(s) = ANY ($1::timestamptz[])']);
  });
});
