import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { kinds, liveKinds } from '../../app/kinds.ts';
import { noticeFormats } from '../../app/notice-formats.ts';
import { decisions, vocabulary } from '../../app/vocabulary.ts';
import { NOT_OFFERED } from './not-offered.ts';
import { Drive, codeOf } from './test-drive.ts';
import { inServiceTests } from './test-in-service.ts';
import { noticeTests } from './test-notices.ts';
import { orderLifeTests } from './test-order-life.ts';
import { orderListTests } from './test-order-lists.ts';
import { qualificationTests } from './test-qualifications.ts';

describe('TM Forum interfaces', () => {
  const drive = new Drive({ kinds, liveKinds, decisions, noticeFormats, vocabulary });
  before(() => drive.open());
  after(() => drive.close());

  orderLifeTests(drive);
  inServiceTests(drive);
  orderListTests(drive);
  qualificationTests(drive);
  noticeTests(drive);

  test('what is not offered says so with its reason', async () => {
    for (const { base, method, path } of NOT_OFFERED) {
      const body = method === 'GET' || method === 'DELETE' ? {} : { body: {} };
      const sent = await drive.call(base, method, path, { id: 'x', ...body });
      assert.equal(codeOf(sent), '405 tmf/not-offered', `${base} ${method} ${path}`);
    }
  });

  test('every path and method of the four documents was driven', () => {
    const all = Object.entries(drive.documents).flatMap(([on, { operations }]) =>
      operations.map(({ method, path }) => `${on} ${method} ${path}`),
    );
    assert.ok(all.length > 60);
    assert.deepEqual(
      all.filter((one) => !drive.driven.has(one)),
      [],
    );
  });
});
