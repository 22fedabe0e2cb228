import { Type } from 'typebox';
import type { Static } from 'typebox';
import { baseCitation, cited } from '../../../agreement/agreement.ts';
import type { AgreementView } from '../../../agreement/agreement.ts';
import { defineDecision } from '../../../agreement/decision.ts';
import type { Answer } from '../../../agreement/decision.ts';
import { DecimalText, IsoDate } from '../../../agreement/schema.ts';
import { decimalText } from '../../../accounts/decimal-text.ts';
import { disputeTerm } from '../../../accounts/terms.ts';
import type { Problem } from '../../../base/problem.ts';
import { ZERO, compare, decimal, subtract } from '../../../base/rational.ts';
import type { Trace } from '../../../base/receipt.ts';
import { fail, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { due } from '../../../cases/due.ts';
import { billClockStart } from '../bill-clock.ts';
import { negativeProblems, orderProblems } from '../money-facts.ts';

const Facts = Type.Object(
  {
    billOn: IsoDate('Date of the bill'),
    mailedOn: Type.Optional(IsoDate('Day on which it was mailed')),
    dueOn: IsoDate('Due date of the bill'),
    pastDue: DecimalText('Dollars of it unpaid on the day'),
    disputed: DecimalText('Dollars of those that are in dispute'),
    noticedOn: Type.Optional(
      IsoDate(
        'Day on which the notice of default counts as received (decision notice-receipt); none: no notice',
      ),
    ),
    defaultDisputed: Type.Optional(
      Type.Boolean({ description: 'The default itself is in dispute; default no' }),
    ),
    on: IsoDate('Day of the question'),
  },
  { additionalProperties: false },
);
type Asked = Static<typeof Facts>;

/**
 * What the billing party may do about an unpaid bill on a day: nothing, suspend orders, or end the service. Both need an
 * undisputed amount past due, its time after the bill and the time after a notice of the default.
 */
export const suspension = defineDecision({
  name: 'suspension',
  doc: 'What may be done about an unpaid bill: none, suspend-orders or terminate.',
  facts: Facts,
  value: 'code',
  asOf: ({ billOn }) => billOn,
  decide,
});

function decide(facts: Asked, view: AgreementView, trace: Trace): Result<Answer> {
  const dispute = view.term(disputeTerm);
  const problems = [...(dispute.ok ? [] : dispute.problems), ...factProblems(facts)];
  if (!dispute.ok || problems.length > 0) return fail(...problems);
  const counts = dispute.value.value.withhold === 'nothing';
  const owed = counts ? decimal(facts.pastDue) : subtract(decimal(facts.pastDue), decimal(facts.disputed));
  trace.add({
    id: 'undisputed',
    sentence: counts
      ? `$${facts.pastDue} is unpaid; the agreement lets nothing be withheld`
      : `$${facts.pastDue} is unpaid and $${facts.disputed} of it in dispute: the rest counts`,
    out: decimalText(owed),
    ...cited(dispute.value),
  });
  const none = (id: string, sentence: string): Result<Answer> => {
    trace.add({ id, sentence, out: 'none', ...cited(dispute.value) });
    return ok({ value: 'none', clause: dispute.value.citation });
  };
  if (compare(owed, ZERO) <= 0) return none('owed', 'Nothing undisputed is unpaid');
  if (facts.on <= facts.dueOn) return none('due', `The bill is not past due before ${facts.dueOn} is over`);
  if (facts.noticedOn === undefined) return none('notice', 'No notice of the default was received');
  if (facts.defaultDisputed === true)
    return none('disputed', 'While the default is disputed its days do not run');
  const spans = (['terminate', 'suspend-orders'] as const).map((code) => span(code, facts, view, trace));
  problems.push(...spans.flatMap((one) => (one.ok ? [] : one.problems)));
  if (problems.length > 0) return fail(...problems);
  const open = spans.flatMap((one) => (one.ok ? [one.value] : [])).find(({ after }) => facts.on > after);
  const clause = open?.clause ?? spans.flatMap((one) => (one.ok ? [one.value.clause] : []))[0] ?? '';
  return ok({ value: open?.code ?? 'none', clause: baseCitation(clause) });
}

/** Clocks after whose end each step may be taken: the first from the bill, the second from the notice. */
const CLOCKS = {
  'suspend-orders': ['order-suspension', 'suspension-notice'],
  terminate: ['service-termination', 'cure-non-payment'],
} as const;

function span(
  code: keyof typeof CLOCKS,
  facts: Asked,
  view: AgreementView,
  trace: Trace,
): Result<{ code: string; after: string; clause: string }> {
  const [billClock, noticeClock] = CLOCKS[code];
  return trace.nest(
    {
      id: code,
      sentence: `When ${code === 'terminate' ? 'service may be ended' : 'orders may be suspended'}`,
    },
    (inner) => {
      const start = billClockStart(view, billClock, facts, inner);
      if (!start.ok) return start;
      const known = view.asKnown === undefined ? {} : { asKnown: view.asKnown };
      const ends = [
        due(view.agreement, billClock, { at: start.value.on, asOf: view.asOf, ...known }),
        due(view.agreement, noticeClock, { at: facts.noticedOn ?? facts.on, asOf: view.asOf, ...known }),
      ];
      const problems: Problem[] = ends.flatMap((end) => (end.ok ? [] : end.problems));
      if (problems.length > 0) return fail(...problems);
      const days = ends.flatMap((end) => {
        if (!end.ok || !('dueAt' in end.value)) return [];
        for (const step of end.value.receipt.steps) inner.add(step);
        return [end.value.dueAt.slice(0, 10)];
      });
      const after = days.reduce((latest, day) => (day > latest ? day : latest), facts.dueOn);
      inner.add({
        id: 'after',
        sentence: `After ${days.join(' and ')}, both`,
        out: after,
        ...cited(start.value.term),
      });
      return ok({ code, after, clause: start.value.term.citation });
    },
  );
}

function factProblems({ pastDue, disputed, billOn, dueOn, noticedOn }: Asked): Problem[] {
  const problems = [
    ...negativeProblems({ pastDue, disputed }),
    ...orderProblems({ field: 'billOn', on: billOn }, { field: 'dueOn', on: dueOn }),
    ...orderProblems({ field: 'billOn', on: billOn }, { field: 'noticedOn', on: noticedOn }),
  ];
  if (compare(decimal(disputed), decimal(pastDue)) > 0) {
    problems.push({
      id: 'general-provisions/disputed',
      field: 'disputed',
      sentence: `$${disputed} of $${pastDue} unpaid is in dispute.`,
      cure: 'Give the part of the unpaid amount that is in dispute.',
    });
  }
  return problems;
}
