import { tmfNotices } from '../gateways/tmf/notices.ts';
import { cloudEvents } from '../gateways/webhooks/cloud-events.ts';
import { mefNotices } from '../gateways/mef/notices.ts';
import type { NoticeFormat } from '../gateways/webhooks/notice.ts';

/** The words in which partners may be told of events: each façade adds its own. */
export const noticeFormats: readonly NoticeFormat[] = [cloudEvents, tmfNotices, mefNotices];
