import type { Agreement } from '../../../agreement/agreement.ts';
import { runDecision } from '../../../agreement/decision.ts';
import type { Problem } from '../../../base/problem.ts';
import type { Receipt } from '../../../base/receipt.ts';
import type { Result } from '../../../base/result.ts';
import { parseCents } from '../../../base/money.ts';
import { compare, parseDecimal } from '../../../base/rational.ts';
import { localDate } from '../../../cases/instant.ts';
import type { CaseEvent, NewEvent } from '../../../cases/kind.ts';
import type { LoopMakeup } from '../../../network/plant/loop-makeup.ts';
import { makeupProblems } from '../makeup/makeup-problems.ts';
import { acceptanceTest } from '../testing/acceptance-test.ts';
import { conditioningBill } from './conditioning-bill.ts';
import { conditioningCharges } from './conditioning-charges.ts';
import { loopConditioningTerm } from './terms.ts';
import { PARTS, isNothing, withoutWanted } from './wanted.ts';
import type { Wanted } from './wanted.ts';

type Said = { readonly makeup: LoopMakeup; readonly wanted: Wanted; readonly pairs?: number };
const askedOf = (history: readonly CaseEvent[]): Said => history[0]?.body as unknown as Said;

/** It is the competitor's choice, of what is on the loop, and of something. */
export function askedByCompetitor(agreement: Agreement, _: readonly CaseEvent[], event: NewEvent): Problem[] {
  const term = agreement.at(localDate(agreement, event.occurredAt)).term(loopConditioningTerm);
  if (!term.ok) return [...term.problems];
  const { makeup, wanted } = event.body as unknown as Said;
  const clause = term.value.citation;
  const problems: Problem[] = [];
  if (agreement.party(event.actor) !== agreement.parties.clec)
    problems.push({
      id: 'dsl/not-chosen',
      field: 'actor',
      sentence: 'The competitor says what is taken off its loop, and nobody else.',
      cure: 'Let the competitor ask.',
      clause,
    });
  if (isNothing(wanted))
    problems.push({
      id: 'dsl/nothing-wanted',
      field: 'wanted',
      sentence: 'Nothing is to be taken off.',
      cure: 'Say which coils, taps or repeaters, by their numbers in the make-up.',
      clause,
    });
  const left = withoutWanted(makeup, wanted);
  return [...problems, ...makeupProblems(makeup), ...(left.ok ? [] : left.problems)];
}

/** The price of the list where there is one; what is special construction has the price of the quote. */
export function asQuoted(agreement: Agreement, history: readonly CaseEvent[], event: NewEvent): Problem[] {
  const { makeup, wanted, pairs } = askedOf(history);
  const facts = { makeup, wanted, ...(pairs === undefined ? {} : { pairs }) };
  const listed = runDecision(conditioningCharges, agreement, facts, {
    asOf: localDate(agreement, event.occurredAt),
  });
  const quote = parseCents(String(event.body['amount']));
  if (quote === undefined || quote < 0n)
    return [
      {
        id: 'dsl/quote-amount',
        field: 'amount',
        sentence: `$${String(event.body['amount'])} is no amount of a bill.`,
        cure: 'Quote dollars and cents, not below zero.',
      },
    ];
  if (!listed.ok) return listed.problems.filter(({ id }) => id !== 'dsl/special-construction');
  const said = parseDecimal(String(event.body['amount']));
  const due = parseDecimal(String(listed.value.value));
  if (said && due && compare(said, due) === 0) return [];
  return [
    {
      id: 'dsl/quote',
      field: 'amount',
      sentence: `The quote is $${String(event.body['amount'])}; by the agreement it is $${String(listed.value.value)}.`,
      cure: `Quote $${String(listed.value.value)}.`,
      clause: listed.value.clause,
    },
  ];
}

export function asApproved(history: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  const quoted = history.findLast(({ name }) => name === 'quoted')?.body['amount'];
  const [said, due] = [body['amount'], quoted].map((amount) => parseDecimal(String(amount)));
  if (said && due && compare(said, due) === 0) return [];
  return [
    {
      id: 'dsl/approval',
      field: 'amount',
      sentence: `$${String(body['amount'])} is approved, and $${String(quoted)} was quoted.`,
      cure: 'Approve the quote, or decline it.',
    },
  ];
}

/** Nothing else is taken off than what was asked for. */
export function onlyWhatWasAsked(history: readonly CaseEvent[], { body }: NewEvent): Problem[] {
  const { wanted } = askedOf(history);
  const takenOff = (body['takenOff'] ?? {}) as Wanted;
  return PARTS.flatMap(({ part, one }): Problem[] =>
    (takenOff[part] ?? [])
      .filter((number) => !(wanted[part] ?? []).includes(number))
      .map((number) => ({
        id: 'dsl/not-wanted',
        field: `takenOff.${part}`,
        sentence: `The competitor did not ask for ${one} ${number} to be taken off.`,
        cure: 'Put it back, or agree on another request.',
      })),
  );
}

/** All that was taken off in the course of the work, which a failed test has go on. */
export function takenOffIn(history: readonly CaseEvent[]): Wanted {
  const done = history.flatMap(({ name, body }) =>
    name === 'conditioned' ? [body['takenOff'] as Wanted] : [],
  );
  return Object.fromEntries(
    PARTS.map(({ part }) => [
      part,
      [...new Set(done.flatMap((one) => one[part] ?? []))].sort((a, b) => a - b),
    ]),
  );
}

/** What the case bears when it is accepted, by the quote that was taken. */
export function billOf(agreement: Agreement, history: readonly CaseEvent[]): Result<Receipt> {
  const { makeup, wanted, pairs } = askedOf(history);
  const quoted = history.findLast(({ name }) => name === 'quoted');
  const quotedOn = localDate(agreement, quoted?.occurredAt ?? '');
  const facts = {
    makeup,
    wanted,
    takenOff: takenOffIn(history),
    ...(pairs === undefined ? {} : { pairs }),
    quoted: quoted?.body['amount'],
    quotedOn,
  };
  return runDecision(conditioningBill, agreement, facts, { asOf: quotedOn });
}

const voiceIsOut = (history: readonly CaseEvent[]): boolean =>
  history.findLast(({ name }) => name.startsWith('voice-'))?.name === 'voice-broken';

/** Only a loop that is shared has a voice service that breaks, once at a time. */
export function nothingHidden(history: readonly CaseEvent[]): Problem[] {
  const shared = history[0]?.body['sharedVoice'] === true;
  if (shared && !voiceIsOut(history)) return [];
  return [
    {
      id: 'dsl/no-voice',
      field: 'event',
      sentence: shared ? 'The voice service is out already.' : 'No voice service is on the loop.',
      cure: shared ? 'Record when it is back.' : 'Say sharedVoice with the request, where there is one.',
    },
  ];
}

/** A loop is accepted by the readings of its last test, and when the voice service that the work broke is back. */
export function mayAccept(agreement: Agreement, history: readonly CaseEvent[], event: NewEvent): Problem[] {
  const asOf = localDate(agreement, event.occurredAt);
  const term = agreement.at(asOf).term(loopConditioningTerm);
  const readings = history.findLast(({ name }) => name === 'tested')?.body['readings'];
  const found = runDecision(acceptanceTest, agreement, { readings }, { asOf });
  const bill = billOf(agreement, history);
  if (!term.ok || !found.ok || !bill.ok)
    return [term, found, bill].flatMap((one) => (one.ok ? [] : [...one.problems]));
  const problems: Problem[] = [];
  if (term.value.value.voice === 'restored-by-incumbent' && voiceIsOut(history))
    problems.push({
      id: 'dsl/voice-out',
      field: 'event',
      sentence: 'The voice service on the shared loop is out since the work.',
      cure: 'Restore it first.',
      clause: term.value.citation,
    });
  if (found.value.value !== 'accepted')
    problems.push({
      id: 'dsl/test-failed',
      field: 'event',
      sentence: 'The readings of the last test do not pass.',
      cure: 'Record it as failed, and let the work go on.',
      clause: found.value.clause,
    });
  return problems;
}
