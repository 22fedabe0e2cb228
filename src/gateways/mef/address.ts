import type { FormSection } from '../../formats/order-forms/document.ts';
import type { MefPlace } from './shapes.ts';

/** Role of the place at which the end user is. */
export const SERVICE_PLACE = 'serviceAddress';

/** Fields of an address on the forms, and the attributes of a fielded address. */
const FIELDS = {
  SANO: 'streetNr',
  SASF: 'streetNrSuffix',
  SASN: 'streetName',
  SATH: 'streetType',
  SASS: 'streetSuffix',
  CITY: 'city',
  STATE: 'stateOrProvince',
} as const;

interface SubAddress {
  readonly buildingName?: string;
  readonly levelType?: string;
  readonly levelNumber?: string;
  readonly subUnit?: readonly { readonly subUnitType: string; readonly subUnitNumber: string }[];
}

/** The address of a place as fields of a form. */
export function fieldsOfPlace(place: MefPlace): FormSection {
  const text = (name: string): string => (typeof place[name] === 'string' ? place[name] : '');
  const { buildingName, levelType, levelNumber, subUnit } = (place['geographicSubAddress'] ??
    {}) as SubAddress;
  const [unit] = subUnit ?? [];
  const zip = [text('postcode'), text('postcodeExtension')].filter(Boolean).join('-');
  const fields = {
    ...Object.fromEntries(Object.entries(FIELDS).map(([field, name]) => [field, text(name)])),
    ZIP: zip,
    LD1: buildingName === undefined ? '' : 'BLDG',
    LV1: buildingName ?? '',
    LD2: levelNumber === undefined ? '' : (levelType ?? 'FLR'),
    LV2: levelNumber ?? '',
    LD3: unit?.subUnitType ?? '',
    LV3: unit?.subUnitNumber ?? '',
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

/** Names of the fields that say an address. */
export const ADDRESS_FIELDS: ReadonlySet<string> = new Set([
  ...Object.keys(FIELDS),
  'ZIP',
  'LD1',
  'LV1',
  'LD2',
  'LV2',
  'LD3',
  'LV3',
]);

/** The place that the fields of a form say; undefined where they say no street and no city. */
export function placeOfFields(section: FormSection | undefined): MefPlace | undefined {
  const text = (field: string): string => section?.[field] ?? '';
  if (text('SASN') === '' || text('CITY') === '') return undefined;
  const [postcode = '', extension] = text('ZIP').split('-');
  const sub = {
    ...(text('LV1') === '' || text('LD1') !== 'BLDG' ? {} : { buildingName: text('LV1') }),
    ...(text('LV2') === '' ? {} : { levelType: text('LD2'), levelNumber: text('LV2') }),
    ...(text('LV3') === '' ? {} : { subUnit: [{ subUnitType: text('LD3'), subUnitNumber: text('LV3') }] }),
  };
  const said = Object.entries(FIELDS).flatMap(([field, name]) =>
    text(field) === '' ? [] : [[name, text(field)] as const],
  );
  return {
    '@type': 'FieldedAddress',
    role: SERVICE_PLACE,
    country: 'US',
    ...Object.fromEntries(said),
    ...(postcode === '' ? {} : { postcode }),
    ...(extension === undefined ? {} : { postcodeExtension: extension }),
    ...(Object.keys(sub).length === 0 ? {} : { geographicSubAddress: sub }),
  };
}
