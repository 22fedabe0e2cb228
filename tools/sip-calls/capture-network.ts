/** Two carriers, each with a border proxy, a terminating switch and callers: every call crosses both proxies. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { CaptureCall, Course } from './capture-plan.ts';
import { answers, HOST } from './network.ts';
import type { Carrier } from './plan.ts';
import { freePorts, launch, stopAll } from './programs.ts';
import { accountingLines } from './records.ts';
import { callerScenario, FIELDS } from './scenario.ts';

export const CARRIERS = ['socket', 'centurytel'] as const satisfies readonly Carrier[];

/** Numbers whose calls end at the carrier's own switch; routing numbers too. */
const OWN_NUMBERS: Readonly<Record<Carrier, string>> = {
  socket: '^\\+1(573777|5736966)',
  centurytel: '^\\+1(57387[56]|573657)',
};

const DOES: Readonly<Record<Course, string>> = {
  answered: 'answers',
  repeated: 'answers',
  retried: 'overloaded',
  busy: 'busy',
  away: 'away',
  abandoned: 'rings',
};

export interface Capture {
  /** Accounting lines of each carrier's proxy. */
  readonly accounting: Readonly<Record<Carrier, readonly string[]>>;
  /** SIPp's message traces of all callers, one after the other. */
  readonly messages: string;
}

/** Attempts that a call makes: each leaves a record at both proxies. */
export const attemptsOf = ({ course }: CaptureCall): number => (course === 'retried' ? 2 : 1);

function injectionFile(calls: readonly CaptureCall[]): string {
  const rows = calls.map((call) => {
    const domain = `${call.from}.example`;
    const number = `sip:+1${call.calling}@${domain}`;
    const anonymous = 'sip:anonymous@anonymous.invalid';
    const asserted = call.identity === 'asserted' || call.identity === 'private';
    const values: Record<(typeof FIELDS)[number], string | number> = {
      calling: call.calling,
      called: call.called,
      trunkGroup: call.trunkGroup,
      ringMs: call.ringMs,
      talkMs: call.talkMs,
      does: DOES[call.course],
      domain,
      lrn: call.lrn,
      fromUri: call.identity === 'asserted' || call.identity === 'unasserted' ? number : anonymous,
      identity: asserted ? `P-Asserted-Identity: <${number}>` : 'X-Identity: none',
    };
    return FIELDS.map((name) => String(values[name])).join(';');
  });
  return ['SEQUENTIAL', ...rows, ''].join('\n');
}

/**
 * Places the calls, spread over `windowSeconds`, and stops everything it started.
 * @throws when a call did not go as its scenario says, or the whole takes 100 seconds longer than the window
 */
export async function capture(
  calls: readonly CaptureCall[],
  folder: string,
  clockOffsetSeconds: number,
  windowSeconds: number,
): Promise<Capture> {
  const groups = Map.groupBy(calls, ({ group }) => group);
  const ports = await freePorts(4 + groups.size);
  const [proxies, switches] = [
    { socket: ports[0]!, centurytel: ports[1]! },
    { socket: ports[2]!, centurytel: ports[3]! },
  ];
  const start = (program: 'kamailio' | 'sipp', log: string, args: readonly string[]) =>
    launch({ program, args, clockOffsetSeconds, folder, log });
  const common = [
    '-i',
    HOST,
    '-mi',
    HOST,
    '-ci',
    HOST,
    '-nostdin',
    '-trace_err',
    '-timeout',
    `${windowSeconds + 90}s`,
  ];
  const log = (carrier: Carrier): string => readFileSync(join(folder, `proxy.${carrier}.out`), 'utf8');
  const attempts = calls.reduce((sum, call) => sum + attemptsOf(call), 0);
  const giveUp = new AbortController();
  try {
    const servers = CARRIERS.flatMap((carrier) => {
      const peer = carrier === 'socket' ? 'centurytel' : 'socket';
      return [
        start(
          'kamailio',
          `proxy.${carrier}.out`,
          [
            [
              '-DD',
              '-E',
              '-f',
              join(import.meta.dirname, 'border.cfg'),
              '-l',
              `udp:${HOST}:${proxies[carrier]}`,
            ],
            ['-m', '64', '-M', '8', '-Y', folder, '-w', folder, '-P', join(folder, `${carrier}.pid`)],
            ['-A', `OWN_NUMBERS="${OWN_NUMBERS[carrier]}"`],
            ['-A', `OWN_SWITCH="sip:${HOST}:${switches[carrier]}"`],
            ['-A', `PEER_PROXY="sip:${HOST}:${proxies[peer]}"`],
          ].flat(),
        ),
        start(
          'sipp',
          `switch.${carrier}.out`,
          [
            ['-sf', join(import.meta.dirname, 'scenarios', 'overloaded-callee.xml')],
            ['-p', `${switches[carrier]}`, '-error_file', `switch.${carrier}.errors`],
            common,
          ].flat(),
        ),
      ];
    });
    const serverEnded = Promise.race(servers).then((code) => {
      const complaints = CARRIERS.flatMap(
        (carrier) => log(carrier).match(/^.*(?:ERROR|CRITICAL|ALERT).*$/gm) ?? [],
      );
      throw new Error([`A proxy or a switch ended early with code ${code}.`, ...complaints].join('\n'));
    });
    serverEnded.catch(() => undefined);
    const late = wait((windowSeconds + 100) * 1000, undefined, { signal: giveUp.signal }).then(() => {
      throw new Error('The calls did not end in time.');
    });
    late.catch(() => undefined);
    for (const carrier of CARRIERS) await Promise.race([answers(proxies[carrier]), serverEnded]);

    const callers = [...groups].map(async ([name, group], index) => {
      const [first] = group;
      if (!first) return;
      writeFileSync(join(folder, `${name}.csv`), injectionFile(group));
      writeFileSync(join(folder, `${name}.xml`), callerScenario(first.course, first.lrn !== ''));
      const options = [
        ['-sf', join(folder, `${name}.xml`), '-p', `${ports[4 + index]}`, '-error_file', `${name}.errors`],
        ['-inf', `${name}.csv`, '-cid_str', `${name}.%u@${HOST}`],
        ['-m', `${group.length}`, '-r', `${group.length}`, '-rp', `${windowSeconds * 1000}`, '-l', '500'],
        ['-trace_msg', '-message_file', `${name}.messages`, '-timeout_error'],
        common,
        [`${HOST}:${proxies[first.from]}`],
      ];
      const code = await start('sipp', `${name}.out`, options.flat());
      if (code !== 0)
        throw new Error(`SIPp ended ${name} with code ${code}: see ${join(folder, name)}.errors`);
    });
    await Promise.race([Promise.all(callers), serverEnded, late]);
    // The last BYE's answer reaches the caller just before the proxies write their records.
    const done = (): boolean => CARRIERS.every((carrier) => accountingLines(log(carrier)).length >= attempts);
    for (let i = 0; i < 25 && !done(); i++) await wait(200);
  } finally {
    giveUp.abort();
    await stopAll();
  }
  const messages = [...groups.keys()].map((name) => readFileSync(join(folder, `${name}.messages`), 'utf8'));
  return {
    accounting: { socket: accountingLines(log('socket')), centurytel: accountingLines(log('centurytel')) },
    messages: messages.join(''),
  };
}
