/** The little network: one Kamailio proxy, a terminating switch of each carrier, and the callers. */

import { createSocket } from 'node:dgram';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { accountingLines } from './records.ts';
import type { Carrier, PlannedCall } from './plan.ts';
import { freePorts, launch, stopAll } from './programs.ts';

export const HOST = '127.0.0.1';
const SCENARIOS = join(import.meta.dirname, 'scenarios');
const DOMAIN: Record<Carrier, string> = { socket: 'socket.example', centurytel: 'centurytel.example' };
const SIPP_COMMON = ['-i', HOST, '-mi', HOST, '-ci', HOST, '-nostdin', '-trace_err'];

export interface Traffic {
  /** What Kamailio printed, its accounting lines among it. */
  readonly proxyLog: string;
  /** SIPp's short message trace of every caller, one after the other. */
  readonly messages: string;
}

/** Waits until the SIP element answers OPTIONS. */
export async function answers(port: number): Promise<void> {
  const socket = createSocket('udp4');
  let answered = false;
  socket.on('message', () => (answered = true));
  socket.bind(0, HOST);
  for (let attempt = 1; attempt <= 50 && !answered; attempt++) {
    const lines = [
      `OPTIONS sip:${HOST}:${port} SIP/2.0`,
      `Via: SIP/2.0/UDP ${HOST};rport;branch=z9hG4bK-ready-${attempt}`,
      `From: <sip:ready@${HOST}>;tag=ready`,
      `To: <sip:${HOST}:${port}>`,
      `Call-ID: ready-${attempt}`,
      'CSeq: 1 OPTIONS',
      'Max-Forwards: 1',
      'Content-Length: 0',
    ];
    socket.send(`${lines.join('\r\n')}\r\n\r\n`, port, HOST);
    await wait(200);
  }
  socket.close();
  if (!answered) throw new Error('Kamailio did not answer within 10 seconds.');
}

function injectionFile(calls: readonly PlannedCall[]): string {
  const does = {
    caller: 'answers',
    callee: 'hangs-up',
    busy: 'busy',
    away: 'away',
    cancelled: 'rings',
  } as const;
  const rows = calls.map((call) =>
    [
      call.calling,
      call.called,
      call.trunkGroup,
      call.originatingOcn,
      call.ringMs,
      call.talkMs,
      does[call.ending],
      DOMAIN[call.from],
      call.lrn,
    ].join(';'),
  );
  return ['SEQUENTIAL', ...rows, ''].join('\n');
}

/**
 * Places the calls, spread over `windowSeconds`, and stops everything it started.
 * @throws when a call did not go as its scenario says, or the whole takes 40 seconds longer than the window
 */
export async function carry(
  calls: readonly PlannedCall[],
  folder: string,
  clockOffsetSeconds: number,
  windowSeconds: number,
): Promise<Traffic> {
  const groups = Map.groupBy(calls, (call) => `${call.scenario}.${call.from}`);
  const [proxy, socketSwitch, centurytelSwitch, ...callerPorts] = await freePorts(3 + groups.size);
  const start = (program: 'kamailio' | 'sipp', log: string, args: string[]) =>
    launch({ program, args, clockOffsetSeconds, folder, log });
  const sipp = (name: string, scenario: string, port: number, args: string[]) =>
    start(
      'sipp',
      `${name}.out`,
      ['-sf', join(SCENARIOS, `${scenario}.xml`), '-p', `${port}`, '-error_file', `${name}.errors`].concat(
        SIPP_COMMON,
        args,
      ),
    );
  const timeout = ['-timeout', `${windowSeconds + 30}s`, '-timeout_error'];
  const proxyLog = () => readFileSync(join(folder, 'kamailio.out'), 'utf8');
  const giveUp = new AbortController();
  try {
    const servers = [
      start(
        'kamailio',
        'kamailio.out',
        [
          ['-DD', '-E', '-f', join(import.meta.dirname, 'kamailio.cfg'), '-l', `udp:${HOST}:${proxy}`],
          ['-m', '64', '-M', '8', '-Y', folder, '-w', folder],
          ['-A', `SOCKET_SWITCH="sip:${HOST}:${socketSwitch}"`],
          ['-A', `CENTURYTEL_SWITCH="sip:${HOST}:${centurytelSwitch}"`],
        ].flat(),
      ),
      sipp('switch.socket', 'callee', socketSwitch!, timeout),
      sipp('switch.centurytel', 'callee', centurytelSwitch!, timeout),
    ];
    const serverEnded = Promise.race(servers).then((code) => {
      const complaints = proxyLog().match(/^.*(?:ERROR|CRITICAL|ALERT).*$/gm) ?? [];
      throw new Error([`Kamailio or a switch ended early with code ${code}.`, ...complaints].join('\n'));
    });
    serverEnded.catch(() => undefined);
    const late = wait((windowSeconds + 40) * 1000, undefined, { signal: giveUp.signal }).then(() => {
      throw new Error('The calls did not end in time.');
    });
    late.catch(() => undefined);
    await Promise.race([answers(proxy!), serverEnded]);

    const callers = [...groups].map(async ([name, group], index) => {
      writeFileSync(join(folder, `${name}.csv`), injectionFile(group));
      const options = [
        ['-inf', `${name}.csv`, '-cid_str', `${name}.%u@${HOST}`],
        ['-m', `${group.length}`, '-r', `${group.length}`, '-rp', `${windowSeconds * 1000}`, '-l', '500'],
        ['-trace_shortmsg', '-shortmessage_file', `${name}.messages`],
        timeout,
        [`${HOST}:${proxy}`],
      ];
      const code = await sipp(name, group[0]!.scenario, callerPorts[index]!, options.flat());
      if (code !== 0)
        throw new Error(`SIPp ended ${name} with code ${code}: see ${join(folder, name)}.errors`);
    });
    await Promise.race([Promise.all(callers), serverEnded, late]);
    // The last BYE's answer reaches the caller just before Kamailio writes the record.
    for (let i = 0; i < 25 && accountingLines(proxyLog()).length < calls.length; i++) await wait(200);
  } finally {
    giveUp.abort();
    await stopAll();
  }
  const messages = [...groups.keys()].map((name) => readFileSync(join(folder, `${name}.messages`), 'utf8'));
  return { proxyLog: proxyLog(), messages: messages.join('') };
}
