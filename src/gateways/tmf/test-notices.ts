import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BASE_URL } from '../http-api/test-server.ts';
import type { Notice } from '../webhooks/notice.ts';
import { tmfNotices } from './notices.ts';
import type { Drive } from './test-drive.ts';

/** For tests: What listeners are told. */
export function noticeTests(drive: Drive): void {
  const { call } = drive;
  const { clec } = drive.missouri.parties;
  test('every notification of what happened fits its document, and those of orders are told', async () => {
    const rows = await drive.server.db.withTransaction({ kind: 'party', party: clec, user: 'x' }, (tx) =>
      tx.query<{
        message_id: string;
        case_id: string;
        seq: number;
        kind: string;
        occurred_at: string;
        recorded_at: string;
        state: string;
        summary: Record<string, unknown>;
      }>('SELECT * FROM webhook_notice WHERE subscription_id = $1 ORDER BY id', [drive.listener]),
    );
    const told = new Map<string, Set<string>>();
    for (const row of rows) {
      const [kind = '', event = ''] = row.kind.split('.');
      const notice: Notice = {
        messageId: row.message_id,
        subscriptionId: drive.listener,
        party: clec,
        agreementId: drive.missouri.id,
        caseId: row.case_id,
        seq: row.seq,
        kind,
        event,
        occurredAt: row.occurred_at,
        recordedAt: row.recorded_at,
        state: row.state,
        summary: row.summary,
      };
      const body = await tmfNotices.render(notice, {
        agreement: drive.missouri,
        baseUrl: BASE_URL,
        read: (work) => drive.server.db.withTransaction({ kind: 'party', party: clec, user: 'x' }, work),
      });
      if (body === undefined) continue;
      const sent = JSON.parse(JSON.stringify(body)) as { eventType: string };
      assert.deepEqual(drive.documents.order.misfits(sent.eventType, sent), [], JSON.stringify(sent));
      assert.doesNotMatch(JSON.stringify(sent), /AHRENS|WALNUT|573-777/);
      told.set(sent.eventType, (told.get(sent.eventType) ?? new Set()).add(event));
    }
    const seen = Object.fromEntries([...told].map(([type, events]) => [type, [...events].sort()]));
    assert.deepEqual(seen['ProductOrderCreateEvent'], ['received']);
    assert.deepEqual(seen['ProductOrderInformationRequiredEvent'], ['clarification-requested']);
    assert.deepEqual(seen['CancelProductOrderCreateEvent'], ['received']);
    assert.deepEqual(seen['CancelProductOrderStateChangeEvent'], ['cancelled']);
    assert.deepEqual(seen['ProductOrderAttributeValueChangeEvent'], ['confirmed', 'received']);
    assert.deepEqual(seen['ProductOrderStateChangeEvent'], [
      'cancelled',
      'completed',
      'confirmed',
      'jeopardy',
      'jeopardy-cleared',
      'rejected',
    ]);
  });

  test('a listener that waits for an event that there is not is refused, with what may be meant', async () => {
    const body = { callback: 'https://clec.example/tmf', query: 'eventType=ProductOrderStatChangeEvent' };
    const refused = await call('order', 'POST', '/hub', { body });
    assert.equal(refused.status, 400);
    assert.match(JSON.stringify(refused.body), /Did you mean \\"ProductOrderStateChangeEvent/);
  });

  test('a listener that is taken away is told no more', async () => {
    assert.equal((await call('order', 'DELETE', '/hub/{id}', { id: drive.listener })).status, 204);
    assert.equal((await call('order', 'DELETE', '/hub/{id}', { id: drive.listener })).status, 404);
  });
}
