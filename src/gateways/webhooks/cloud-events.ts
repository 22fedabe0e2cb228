import type { Notice, NoticeFormat } from './notice.ts';

/** Shape of what is told, within the envelope. */
export interface CloudEventData {
  readonly agreement?: string;
  readonly kind: string;
  readonly case?: string;
  readonly seq?: number;
  readonly event: string;
  readonly occurredAt: string;
  readonly state?: string;
  readonly summary: Readonly<Record<string, unknown>>;
}

/** Notices as CloudEvents 1.0, structured: one JSON document with envelope and data. */
export const cloudEvents: NoticeFormat = {
  name: 'cloudevents',
  contentType: 'application/cloudevents+json; charset=utf-8',
  render: (notice) => ({
    specversion: '1.0',
    // With its source the same for whoever is told, and the same in each attempt.
    id: notice.caseId === undefined ? notice.messageId : `${notice.caseId}#${notice.seq}`,
    type: `org.meetpoint.${notice.kind}.${notice.event}.v1`,
    source: notice.agreementId === undefined ? '/webhooks' : `/agreements/${notice.agreementId}`,
    subject: notice.caseId ?? notice.subscriptionId,
    time: notice.recordedAt,
    datacontenttype: 'application/json',
    data: dataOf(notice),
  }),
};

const dataOf = (notice: Notice): CloudEventData => ({
  ...(notice.agreementId === undefined ? {} : { agreement: notice.agreementId }),
  kind: notice.kind,
  ...(notice.caseId === undefined ? {} : { case: notice.caseId }),
  ...(notice.seq === undefined ? {} : { seq: notice.seq }),
  event: notice.event,
  occurredAt: notice.occurredAt,
  ...(notice.state === undefined ? {} : { state: notice.state }),
  summary: notice.summary,
});
