/** Records to try readers and writers with: right in form, whatever their digits say. */
import fc from 'fast-check';
import { FIELDS } from './fields.ts';
import type { BafFieldName } from './fields.ts';
import { MODULES } from './modules.ts';
import type { Module } from './modules.ts';
import type { FieldValues, RecordFields } from './record-fields.ts';
import { STRUCTURES } from './structures.ts';

export const digits = (count: number): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count })
    .map((list) => list.join(''));

const values = (names: readonly BafFieldName[]): fc.Arbitrary<FieldValues> =>
  fc
    .tuple(...names.map((name) => fc.option(digits(FIELDS[name].digits), { freq: 20 })))
    .map((list) => Object.fromEntries(names.map((name, index) => [name, list[index] ?? null])));

/** Bytes of a module whose fields are not public are digits too: AA, with which a record begins, stands in no field. */
const moduleOf = ({
  code,
  fields,
  opaque,
}: Module): fc.Arbitrary<NonNullable<RecordFields['modules']>[number]> =>
  fc.tuple(values(fields), digits(opaque * 2)).map(([given, bytes]) => ({
    code: String(code).padStart(3, '0'),
    fields: given,
    ...(opaque === 0 ? {} : { opaque: bytes }),
  }));

/** A record of any structure with any modules. */
export const recordFields: fc.Arbitrary<RecordFields> = fc
  .tuple(
    fc
      .constantFrom(...STRUCTURES)
      .chain(({ code, fields }) =>
        values(fields).map((given) => ({ structure: String(code).padStart(4, '0'), fields: given })),
      ),
    fc.option(
      fc.array(
        fc.constantFrom(...MODULES.filter(({ code }) => code > 0)).chain((module) => moduleOf(module)),
        { maxLength: 5 },
      ),
    ),
    fc.boolean(),
  )
  .map(([record, modules, flagged]) => ({
    ...(flagged ? { flagged } : {}),
    ...record,
    ...(modules === null ? {} : { modules }),
  }));

/** The fields of a call with the fewest that are not zero; `given` over them. */
export function callFields(structure: number, given: FieldValues): RecordFields {
  const names = STRUCTURES.find(({ code }) => code === structure)?.fields ?? [];
  const usual: FieldValues = {
    sensorType: '118',
    sensorId: '0012345',
    recordingOfficeType: '118',
    recordingOfficeId: '0067890',
    callType: '006',
    connectDate: '61005',
    connectTime: '0912070',
    elapsedTime: '000002005',
    originatingNpa: '573',
    originatingNumber: '8741234',
    terminatingNpa: '00573',
    terminatingNumber: '7773456',
    completionIndicator: '001',
    ...given,
  };
  return {
    structure: String(structure).padStart(4, '0'),
    fields: Object.fromEntries(
      names.map((name) => {
        const value = usual[name];
        return [name, value === undefined ? '0'.repeat(FIELDS[name].digits) : value];
      }),
    ),
  };
}
