/** SIPp scenarios of the capture, made from what their courses have in common. */

import type { Course } from './capture-plan.ts';

/** Fields of the injection file, in their order. */
export const FIELDS = [
  'calling',
  'called',
  'trunkGroup',
  'ringMs',
  'talkMs',
  'does',
  'domain',
  'lrn',
  'fromUri',
  'identity',
] as const;
const field = (name: (typeof FIELDS)[number]): string => `[field${FIELDS.indexOf(name)}]`;

const uri = (ported: boolean): string =>
  `sip:+1${field('called')};npdi${ported ? `;rn=+1${field('lrn')}` : ''}@[remote_ip]:[remote_port];user=phone`;
const BRANCH = 'z9hG4bK-[pid]-[call_number]';

interface Attempt {
  readonly cseq: number;
  readonly ported: boolean;
  /** What the called line does, where it is not what the injection file says. */
  readonly does?: string;
}

function headers(method: string, { cseq, ported }: Attempt, to = ''): string[] {
  return [
    `${method} ${uri(ported)} SIP/2.0`,
    `Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=${BRANCH}-${cseq}`,
    `From: <${field('fromUri')}>;tag=[pid]-caller-[call_number]-${cseq}`,
    `To: <sip:+1${field('called')}@${field('domain')};user=phone>${to}`,
    'Call-ID: [call_id]',
    `CSeq: ${cseq} ${method}`,
  ];
}

const END = ['Max-Forwards: 70', 'Content-Length: 0'];
const send = (lines: readonly string[], retransmitted: boolean): string =>
  `<send${retransmitted ? ' retrans="500"' : ''}><![CDATA[\n\n${lines.join('\n')}\n\n]]></send>`;

const SDP = [
  'v=0',
  'o=- 1 1 IN IP[local_ip_type] [local_ip]',
  's=-',
  'c=IN IP[media_ip_type] [media_ip]',
  't=0 0',
  'm=audio [media_port] RTP/AVP 0',
  'a=rtpmap:0 PCMU/8000',
].join('\n');

function invite(attempt: Attempt): string {
  const lines = [
    ...headers('INVITE', attempt),
    `Contact: <sip:+1${field('calling')};tgrp=${field('trunkGroup')};trunk-context=${field('domain')}@[local_ip]:[local_port]>`,
    field('identity'),
    'Max-Forwards: 70',
    `X-Callee-Does: ${attempt.does ?? field('does')}`,
    `X-Ring-Ms: ${field('ringMs')}`,
    `X-Talk-Ms: ${field('talkMs')}`,
    'Content-Type: application/sdp',
    'Content-Length: [len]',
    '',
    SDP,
  ];
  return send(lines, true);
}

const provisional = (more = ''): string[] =>
  ['100', '180'].map((code) => `<recv response="${code}" optional="true"${more}/>`);
const LOST = ' lost="100"';

function talkAndHangUp({ cseq }: Attempt, more = ''): string[] {
  const inDialog = (method: string, number: number): string[] => [
    `${method} [next_url] SIP/2.0`,
    'Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]',
    '[routes]',
    `From: <${field('fromUri')}>;tag=[pid]-caller-[call_number]-${cseq}`,
    `To: <sip:+1${field('called')}@${field('domain')};user=phone>[peer_tag_param]`,
    'Call-ID: [call_id]',
    `CSeq: ${number} ${method}`,
    ...END,
  ];
  return [
    ...provisional(more),
    '<recv response="200" rrs="true"/>',
    send(inDialog('ACK', cseq), false),
    ...paused('talk', field('talkMs')),
    send(inDialog('BYE', cseq + 1), true),
    '<recv response="200"/>',
  ];
}

const paused = (name: string, value: string): string[] => [
  `<nop><action><assignstr assign_to="${name}_text" value="${value}"/><todouble assign_to="${name}" variable="${name}_text"/></action></nop>`,
  `<pause variable="${name}"/>`,
];

/** The refusal is acknowledged within the transaction of its INVITE. */
const refused = (codes: readonly string[], attempt: Attempt): string[] => [
  ...provisional(),
  ...codes
    .slice(0, -1)
    .map((code) => `<recv response="${code}" optional="true" next="refused${attempt.cseq}"/>`),
  `<recv response="${codes.at(-1) ?? ''}"/>`,
  `<label id="refused${attempt.cseq}"/>`,
  send([...headers('ACK', attempt, '[peer_tag_param]'), ...END], false),
];

/** Steps of a course; the second attempt of a retried call finds the line ready. */
function steps(course: Course, ported: boolean): string[] {
  const first: Attempt = { cseq: 1, ported };
  const second: Attempt = { cseq: 2, ported, does: 'answers' };
  switch (course) {
    case 'answered':
      return [invite(first), ...talkAndHangUp(first)];
    // What comes before the answer is lost, so the caller's timer sends the INVITE again.
    case 'repeated':
      return [invite(first), ...talkAndHangUp(first, LOST)];
    // A proxy hands a 503 on as 500, because it speaks of the next hop and not of itself (RFC 3261 16.7).
    case 'retried':
      return [
        invite(first),
        ...refused(['503', '500'], first),
        '<pause milliseconds="700"/>',
        invite(second),
        ...talkAndHangUp(second),
      ];
    case 'busy':
      return [invite(first), ...refused(['486'], first)];
    case 'away':
      return [invite(first), ...refused(['480'], first)];
    case 'abandoned':
      return [
        invite(first),
        '<recv response="100" optional="true"/>',
        '<recv response="180"/>',
        ...paused('ring', field('ringMs')),
        send([...headers('CANCEL', first), ...END], true),
        '<recv response="200"/>',
        '<recv response="487"/>',
        send([...headers('ACK', first, '[peer_tag_param]'), ...END], false),
      ];
  }
}

/** The caller's scenario of a course, as SIPp reads it. `ported` calls carry a routing number. */
export function callerScenario(course: Course, ported: boolean): string {
  return `<?xml version="1.0" encoding="ISO-8859-1" ?>\n<scenario name="${course}">\n${steps(course, ported).join('\n')}\n</scenario>\n`;
}
