import type { Problem } from '../../base/problem.ts';
import type { Result } from '../../base/result.ts';
import { inWords } from './error.ts';
import { VERDICTS, shownPlace } from './qualify.ts';
import type { Qualified, Verdict } from './qualify.ts';
import type { CheckCreate, QualificationItem } from './shapes.ts';

/** One item of a check with its answer, in the words of TMF645. */
export function checkedItem(
  item: QualificationItem,
  index: number,
  answer: Result<Qualified>,
  wanted: Pick<CheckCreate, 'provideAlternative' | 'provideUnavailabilityReason'>,
) {
  const { id = String(index + 1), expectedServiceAvailabilityDate } = item;
  const service = serviceOf(item, answer.ok ? answer.value : undefined);
  const head = {
    id,
    ...(expectedServiceAvailabilityDate === undefined ? {} : { expectedServiceAvailabilityDate }),
    service,
  };
  if (!answer.ok)
    return { ...head, state: 'terminatedWithError', terminationError: answer.problems.map(errorOf) };
  const { verdict, reasons, activation, isLater, alternatives } = answer.value;
  const proposals =
    wanted.provideAlternative === false
      ? []
      : [
          ...alternatives.map((place) => ({ alternateService: { ...service, place: [shownPlace(place)] } })),
          ...(isLater && activation !== undefined
            ? [{ alternateServiceAvailabilityDate: activation, alternateService: service }]
            : []),
        ];
  return {
    ...head,
    state: 'done',
    qualificationResult: verdict,
    ...(activation === undefined ? {} : { expectedActivationDate: activation }),
    ...(wanted.provideUnavailabilityReason === false || reasons.length === 0
      ? {}
      : { eligibilityUnavailabilityReason: reasons }),
    ...(proposals.length === 0
      ? {}
      : { alternateServiceProposal: proposals.map((one, at) => ({ id: String(at + 1), ...one })) }),
  };
}
export type CheckedItem = ReturnType<typeof checkedItem>;

/** What all items come to: the worst of them. Undefined where one could not be answered. */
export function resultOf(items: readonly CheckedItem[]): Verdict | undefined {
  const found = new Set(
    items.map((item) => ('qualificationResult' in item ? item.qualificationResult : undefined)),
  );
  return found.has(undefined) ? undefined : VERDICTS.findLast((verdict) => found.has(verdict));
}

/** The service that was asked for, with what is known of it now. */
function serviceOf({ service = {} }: QualificationItem, answer: Qualified | undefined) {
  const { id, name, serviceSpecification, serviceCharacteristic = [], place } = service;
  const known = (answer?.known ?? []).map(([characteristic, value]) => ({ name: characteristic, value }));
  const characteristics = [...serviceCharacteristic, ...known];
  return {
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    ...(serviceSpecification === undefined ? {} : { serviceSpecification: { id: serviceSpecification.id } }),
    ...(characteristics.length === 0
      ? {}
      : {
          serviceCharacteristic: characteristics.map((one) => ({
            name: one.name,
            valueType: typeof one.value,
            value: one.value,
          })),
        }),
    ...(answer?.place !== undefined
      ? { place: [shownPlace(answer.place)] }
      : place === undefined
        ? {}
        : {
            place: place.map((one) => ({
              ...(one.id === undefined ? {} : { id: one.id }),
              ...(one.name === undefined ? {} : { name: one.name }),
              role: one.role,
            })),
          }),
  };
}

const errorOf = (problem: Problem) => ({ id: problem.id, value: inWords(problem) });
