/** From SIPp's full message trace, which the callers wrote themselves, to what each attempt was. */

/** What the caller saw of one attempt; times are milliseconds since 1970, with decimals. */
export interface SeenAttempt {
  readonly callId: string;
  readonly cseq: number;
  readonly inviteMs: number;
  /** How often the INVITE was sent. */
  readonly invites: number;
  readonly finalMs?: number;
  /** SIP status that ended the INVITE. */
  readonly status?: number;
  readonly byeMs?: number;
  /** Number of P-Asserted-Identity, ten digits, where the INVITE has one. */
  readonly asserted?: string;
  /** Number of From, ten digits, where it has one. */
  readonly from?: string;
  /** Number of the Request-URI, ten digits. */
  readonly called: string;
  readonly lrn?: string;
}

type Open = { -readonly [K in keyof SeenAttempt]: SeenAttempt[K] };

const SEPARATOR = /-{20,} (\d{4}-\d\d-\d\d)[ T\t](\d\d:\d\d:\d\d\.\d+)(?:\t\d+\.\d+)?\r?\n/g;

/**
 * Attempts in the order in which they began.
 * @param zone offset of the clock that wrote the trace, e.g. `Z`
 */
export function seenAttempts(trace: string, zone = 'Z'): SeenAttempt[] {
  const attempts = new Map<string, Open>();
  const marks = [...trace.matchAll(SEPARATOR)];
  marks.forEach((mark, index) => {
    const text = trace.slice(mark.index + mark[0].length, marks[index + 1]?.index);
    const [, day = '', time = ''] = mark;
    const at = Temporal.Instant.from(`${day}T${time}${zone}`);
    take(attempts, text.replaceAll('\r', ''), Number(at.epochNanoseconds / 1000n) / 1000);
  });
  return [...attempts.values()].sort((a, b) => a.inviteMs - b.inviteMs || (a.callId < b.callId ? -1 : 1));
}

function take(attempts: Map<string, Open>, text: string, at: number): void {
  const begin = text.search(/^(?:SIP\/2\.0 |[A-Z]+ sip:)/m);
  const message = begin < 0 ? '' : text.slice(begin);
  const header = (name: string): string | undefined =>
    new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(message)?.[1]?.trim();
  const callId = header('Call-ID');
  const [number, method] = header('CSeq')?.split(' ') ?? [];
  if (callId === undefined || number === undefined) return;
  const first = message.slice(0, message.indexOf('\n'));
  const key = (cseq: number): string => `${callId}/${cseq}`;
  if (first.startsWith('INVITE ')) {
    const known = attempts.get(key(Number(number)));
    if (known) known.invites += 1;
    else attempts.set(key(Number(number)), opened(callId, Number(number), at, first, header));
  } else if (first.startsWith('BYE ')) {
    const call = attempts.get(key(Number(number) - 1)) ?? attempts.get(key(Number(number)));
    if (call) call.byeMs ??= at;
  } else if (method === 'INVITE') {
    const status = Number(/^SIP\/2\.0 (\d{3})/.exec(first)?.[1] ?? 0);
    const call = attempts.get(key(Number(number)));
    if (call && status >= 200) {
      call.finalMs ??= at;
      call.status ??= status;
    }
  }
}

function opened(
  callId: string,
  cseq: number,
  inviteMs: number,
  first: string,
  header: (name: string) => string | undefined,
): Open {
  const digits = (text: string | undefined): string | undefined => /\+1(\d{10})/.exec(text ?? '')?.[1];
  const optional = { asserted: digits(header('P-Asserted-Identity')), from: digits(header('From')) };
  const lrn = digits(/;rn=(\+1\d{10})/.exec(first)?.[1]);
  return {
    callId,
    cseq,
    inviteMs,
    invites: 1,
    called: digits(first) ?? '',
    ...(optional.asserted === undefined ? {} : { asserted: optional.asserted }),
    ...(optional.from === undefined ? {} : { from: optional.from }),
    ...(lrn === undefined ? {} : { lrn }),
  };
}
