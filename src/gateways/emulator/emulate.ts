import { setTimeout as wait } from 'node:timers/promises';
import type { Problem } from '../../base/problem.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { actName } from './acts.ts';
import type { Act } from './acts.ts';
import { clecActs } from './clec-acts.ts';
import type { Deployment, Sent } from './deployment.ts';
import { ilecActs } from './ilec-acts.ts';
import { TradePlan } from './trade-plan.ts';
import type { Phase, TradeSide } from './trade-plan.ts';
import type { TradeScript } from './script.ts';

export interface Emulation {
  readonly script: TradeScript;
  /** The sides that are played here; the other side is played by somebody else at the same deployments. */
  readonly sides: ReadonlySet<TradeSide>;
  /** Where each act is done, the first first: that is where a side looks what there is to do. */
  readonly deployments: readonly Deployment[];
  /** Told after each phase of the sides played here: how many of all phases are over. */
  readonly onPhase?: ((done: number, of: number) => void) | undefined;
}

/** What was done, by what it was, and where two deployments took it differently. */
export interface Played {
  readonly acts: number;
  /** Orders and events that were taken, by name: `received`, `confirmed`, … */
  readonly taken: Readonly<Record<string, number>>;
  readonly refused: readonly Problem[];
  readonly different: readonly Problem[];
}

const AT_ONCE = 8;
const LOOK_MILLISECONDS = 100;
/** How long the other side may take over one phase. */
const PATIENCE_MILLISECONDS = 10 * 60_000;

/**
 * Plays one side of a trade, or both, over the HTTP API of test deployments. The clocks of the deployments are the baton: a side acts
 * when they stand at the moment of its phase, and moves them to the next phase when it has done all.
 */
export async function emulate(about: Emulation): Promise<Result<Played>> {
  const [own] = about.deployments;
  if (own === undefined) throw new Error('A trade needs a deployment.');
  const clocks = await Promise.all(about.deployments.map((one) => one.clock()));
  const live = about.deployments.filter((_, index) => clocks[index]?.isTest !== true);
  if (live.length > 0) return fail(...live.map(({ url }) => notATest(url)));
  const plan = new TradePlan(about.script, await own.timeZone());
  const tally = new Tally();
  const phases = plan.phases();
  for (const [index, phase] of phases.entries()) {
    if (!about.sides.has(phase.side)) continue;
    const isThere = await awaitClocks(about.deployments, phase, index === 0);
    if (!isThere.ok) return isThere;
    const acts = await (phase.side === 'clec' ? clecActs : ilecActs)(plan, phase, own);
    await atOnce(acts, async (act) => tally.add(act, await doEverywhere(about.deployments, act)));
    about.onPhase?.(index + 1, phases.length);
    const next = phases[index + 1];
    if (next !== undefined) await Promise.all(about.deployments.map((one) => one.moveClock(next.at)));
  }
  return ok(tally.played());
}

/** Waits until all clocks stand at the phase; the very first phase begins the trade. */
async function awaitClocks(
  deployments: readonly Deployment[],
  phase: Phase,
  begins: boolean,
): Promise<Result<void>> {
  if (begins) await Promise.all(deployments.map((one) => one.moveClock(phase.at)));
  for (let waited = 0; ; waited += LOOK_MILLISECONDS) {
    const clocks = await Promise.all(deployments.map((one) => one.clock()));
    const order = clocks.map(({ now }) => Temporal.Instant.compare(now, phase.at));
    if (order.every((one) => one === 0)) return ok(undefined);
    if (order.some((one) => one > 0)) return fail(tooLate(phase, clocks[0]?.now));
    if (waited > PATIENCE_MILLISECONDS) return fail(nobodyThere(phase));
    await wait(LOOK_MILLISECONDS);
  }
}

const doEverywhere = (deployments: readonly Deployment[], act: Act): Promise<Sent[]> =>
  Promise.all(
    deployments.map((one) =>
      act.does === 'send' ? one.send(act.document) : one.answer(act.id, act.event, act.body),
    ),
  );

/** Runs the work of each item, a few at a time. */
async function atOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items].reverse();
  const one = async (): Promise<void> => {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

class Tally {
  acts = 0;
  readonly #taken = new Map<string, number>();
  readonly #refused: Problem[] = [];
  readonly #different: Problem[] = [];

  add(act: Act, sent: readonly Sent[]): void {
    this.acts += 1;
    const [first] = sent;
    if (first === undefined) return;
    if (first.ok) {
      const name = act.does === 'send' ? 'received' : act.event;
      this.#taken.set(name, (this.#taken.get(name) ?? 0) + 1);
    } else {
      this.#refused.push(...first.problems.map((one) => ({ ...one, field: actName(act) })));
    }
    const standings = sent.map(standing);
    if (new Set(standings).size > 1) this.#different.push(taken(act, standings));
  }

  played(): Played {
    return {
      acts: this.acts,
      taken: Object.fromEntries([...this.#taken].sort(([a], [b]) => (a < b ? -1 : 1))),
      refused: this.#refused,
      different: this.#different,
    };
  }
}

/** What a deployment made of an act: state and the hash of the last event, or what it was refused for. */
const standing = (sent: Sent): string =>
  sent.ok
    ? `${sent.order.state} ${sent.order.events.at(-1)?.hash ?? ''}`
    : sent.problems.map(({ id }) => id).join(' ');

const taken = (act: Act, standings: readonly string[]): Problem => ({
  id: 'emulate/different',
  field: actName(act),
  sentence: `The deployments took it differently: ${standings.join(' | ')}.`,
  cure: 'Compare the agreement, its amendments and the record of the order at both.',
});

const notATest = (url: string): Problem => ({
  id: 'emulate/live',
  sentence: `${url} is not a test deployment: nothing was sent.`,
  cure: 'Start it with --test-clock, on a data folder of its own.',
});

const tooLate = ({ at }: Phase, now: Temporal.Instant | undefined): Problem => ({
  id: 'emulate/late',
  sentence: `The clock stands at ${String(now)}, past ${at.toString()}, when this side would have acted.`,
  cure: 'Begin the trade on fresh test deployments, with both sides playing the same script.',
});

const nobodyThere = ({ at }: Phase): Problem => ({
  id: 'emulate/nobody',
  sentence: `The other side did not bring the clocks to ${at.toString()}.`,
  cure: 'Start the emulator of the other side with the same script.',
});
