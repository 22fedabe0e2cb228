import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { formatAddress, normalizeAddress, soundOf } from './address.ts';
import { DIRECTIONS, NAME_WORDS, SUFFIXES, UNITS } from './street-words.ts';

const one = (address: string, more: object = {}): string =>
  formatAddress(normalizeAddress({ address, ...more }));

describe('one spelling', () => {
  test('directions, kinds of streets and units are shortened as in USPS Publication 28', () => {
    assert.equal(one('1204 north main street, apartment 4'), '1204 N MAIN ST APT 4');
    assert.equal(
      one('1204 N. Main St. #4', { city: 'Columbia', state: 'mo', zip: '65201-1234' }),
      '1204 N MAIN ST UNIT 4, COLUMBIA, MO 65201',
    );
    assert.equal(one('88 Broadway Boulevard Southwest'), '88 BROADWAY BLVD SW');
  });

  test('city, state and zip may stand behind commas', () => {
    assert.deepEqual(normalizeAddress({ address: '278 Sample Street, Columbia, MO 65201' }), {
      house: '278',
      houseNumber: 278,
      street: 'SAMPLE ST',
      streetName: 'SAMPLE',
      unit: '',
      city: 'COLUMBIA',
      state: 'MO',
      zip: '65201',
    });
    assert.equal(one('12 Oak Lane, Suite 7, Hallsville, MO'), '12 OAK LN STE 7, HALLSVILLE, MO');
  });

  test('a direction or a kind that is the name itself stays', () => {
    assert.equal(one('10 North Street'), '10 NORTH ST');
    assert.equal(one('10 Park'), '10 PARK');
    assert.equal(one('10 Court Street North'), '10 COURT ST N');
    assert.equal(one('10 E Avenue'), '10 E AVE');
  });

  test('fractions and letters belong to the house number', () => {
    assert.equal(normalizeAddress({ address: '1204 1/2 Main St' }).house, '1204 1/2');
    assert.equal(normalizeAddress({ address: '1204A Main St' }).houseNumber, 1204);
    assert.equal(normalizeAddress({ address: 'Highway 63' }).house, '');
    assert.equal(one('4500 Highway 63 South'), '4500 HWY 63 S');
  });

  test('what names no part of a building is part of the street', () => {
    assert.equal(one('9 Lot Road'), '9 LOT RD');
    assert.equal(one('9 Unit Avenue'), '9 UNIT AVE');
  });

  test('twice is the same as once, and blanks and capitals do not matter', () => {
    const words = [DIRECTIONS, SUFFIXES, UNITS, NAME_WORDS].flatMap((map) => [...map.keys()]);
    const word = fc.oneof(
      fc.constantFrom(...words, '#', 'Main', 'St. Louis', "O'Fallon", 'B', '63', '1/2', '4A'),
      fc.string({ maxLength: 6 }),
    );
    const text = fc.array(word, { maxLength: 7 }).map((some) => some.join(' '));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), text, text, text, (house, street, unit, city) => {
        const first = normalizeAddress({
          address: `${house} ${street.replaceAll(/[,\n]/g, ' ')}`,
          unit,
          city,
          state: 'MO',
        });
        const { house: number, street: name, ...rest } = first;
        const again = normalizeAddress({
          address: `${number} ${name}`,
          unit: rest.unit,
          city: rest.city,
          state: rest.state,
        });
        assert.deepEqual(again, first);
        const spaced = street.replaceAll(/[,\n]/g, ' ').replaceAll(' ', '   ');
        assert.deepEqual(
          normalizeAddress({ address: ` ${house}  ${spaced} `, unit, city, state: 'mo' }),
          first,
        );
      }),
      { numRuns: 3_000 },
    );
  });
});

test('what sounds the same has the same sound: Robert and Rupert R163, Tymczak T522, Pfister P236', () => {
  // The examples of the National Archives.
  assert.deepEqual(['ROBERT', 'RUPERT', 'TYMCZAK', 'PFISTER', 'HONEYMAN', 'ASHCRAFT'].map(soundOf), [
    'R163',
    'R163',
    'T522',
    'P236',
    'H555',
    'A261',
  ]);
  assert.equal(soundOf('MANE'), soundOf('MAIN'));
  assert.equal(soundOf('10TH'), '10TH');
});
