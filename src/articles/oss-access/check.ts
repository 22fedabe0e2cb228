import { OPEN_END } from '../../agreement/agreement.ts';
import type { Agreement, Term } from '../../agreement/agreement.ts';
import { checkExpr } from '../../base/expr/check.ts';
import { parseExpr } from '../../base/expr/parse.ts';
import type { Problem } from '../../base/problem.ts';
import { parseDuration } from '../../base/quantity.ts';
import { checkClocks } from '../../cases/check-clocks.ts';
import { clockTerm } from '../../cases/clock-terms.ts';
import { checkAppointments } from './appointments/check.ts';
import { countsByCalendar } from './day-before.ts';
import { kinds } from './kinds.ts';
import { checkFlowThrough } from './measures/check.ts';
import { QUERY_SHAPE } from './response/pre-order-response.ts';
import { isResponseTime } from './spans.ts';
import {
  changesTerm,
  functionsTable,
  hoursTerm,
  misuseStepsTerm,
  misuseTerm,
  outagesTerm,
  parityTerm,
  responseTerm,
} from './terms.ts';
import { wrongTerm } from './wrong-term.ts';

/** What terms of access say beyond their shape, where an agreement has them. */
export function checkAccess(agreement: Agreement): Problem[] {
  const view = agreement.at(OPEN_END);
  const known = new Set(view.members(clockTerm));
  const clocks = kinds
    .filter((kind) => kind.clocks.some((clock) => clock.clocks.some((name) => known.has(name))))
    .flatMap((kind) => checkClocks(agreement, kind));
  const response = view.optional(responseTerm);
  const parity = view.optional(parityTerm);
  const hours = view.optional(hoursTerm);
  const outages = view.optional(outagesTerm);
  const changes = view.optional(changesTerm);
  const misuse = view.optional(misuseTerm);
  const steps = view.optional(misuseStepsTerm);
  const seconds = (term: Term<unknown>, field: string, text: string): Problem[] =>
    isResponseTime(text)
      ? []
      : [wrongTerm(term, field, `${text} is no time of a response.`, 'Write seconds or minutes.')];
  const days = (term: Term<unknown>, field: string, text: string): Problem[] =>
    countsByCalendar(text)
      ? []
      : [wrongTerm(term, field, `${text} is not counted by the calendar.`, 'Write calendar days or months.')];
  return [
    ...clocks,
    ...view.rows(functionsTable).flatMap((row) => seconds(row, 'within', row.value.within)),
    ...(response
      ? [...seconds(response, 'skewAbove', response.value.skewAbove), ...exclusionProblems(response)]
      : []),
    ...(parity ? seconds(parity, 'tolerance', parity.value.tolerance) : []),
    ...(hours?.value.days ?? []).flatMap(({ opens, closes }, index) =>
      hours !== undefined && closes !== undefined && closes <= opens
        ? [
            wrongTerm(
              hours,
              `days.${index}`,
              `The systems are up from ${opens} to ${closes}.`,
              'Write a later end, or none for midnight.',
            ),
          ]
        : [],
    ),
    ...(outages ? days(outages, 'ahead', outages.value.ahead) : []),
    ...(changes?.value.releases ?? []).flatMap(({ type, notice, test }) =>
      changes === undefined
        ? []
        : [...days(changes, type, notice), ...(test === undefined ? [] : days(changes, type, test))],
    ),
    ...(misuse
      ? [
          ...days(misuse, 'noOrder.orderWithin', misuse.value.noOrder.orderWithin),
          ...days(misuse, 'noOrder.lookBack', misuse.value.noOrder.lookBack),
          ...(parseDuration(misuse.value.sequential.within)?.unit === 'clock hour'
            ? []
            : [
                wrongTerm(
                  misuse,
                  'sequential.within',
                  `${misuse.value.sequential.within} is no number of clock hours.`,
                  'Write clock hours.',
                ),
              ]),
        ]
      : []),
    ...(steps?.value.steps ?? []).flatMap(({ step, cure }) =>
      steps === undefined || cure === undefined || known.has(cure)
        ? []
        : [wrongTerm(steps, step, `There is no clock "${cure}".`, 'Name a clock of the agreement.')],
    ),
    ...checkAppointments(view),
    ...checkFlowThrough(agreement),
  ];
}

function exclusionProblems(
  term: Term<{ readonly exclusions: readonly { id: string; when: string }[] }>,
): Problem[] {
  return term.value.exclusions.flatMap(({ id, when }) => {
    const expr = parseExpr(when);
    if (!expr.ok) return [];
    return checkExpr(expr.value, QUERY_SHAPE, 'boolean').map((problem) => ({
      ...problem,
      file: term.file,
      line: term.line,
      field: `${term.key}.exclusions.${id}`,
      clause: term.citation,
    }));
  });
}
