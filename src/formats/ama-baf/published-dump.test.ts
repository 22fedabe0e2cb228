/**
 * The record that Cisco Billing and Measurements Server User’s Guide, OL-3351-01, chapter 5, pages 5-4 and 5-5, prints field by field
 * ("Example of BAF Structure Codes and Call Types Created from BAF Provisioning"). The guide prints no bytes; these are its values, two
 * digits a byte, c the sign that it prints behind each.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BafStream, decodeFields } from './index.ts';
import type { BafOutcome } from './index.ts';

const BODY = [
  ['aa', 'hexadecimal identifier'],
  ['40625c', 'structure code'],
  ['110c', 'call type'],
  ['118c', 'sensor type'],
  ['0012345c', 'sensor id'],
  ['118c', 'recording office type'],
  ['0067890c', 'recording office id'],
  ['00713c', 'connect date'],
  ['00000c', 'timing indicator'],
  ['0000000c', 'study indicator'],
  ['0c', 'off-hook indicator'],
  ['0c', 'traffic sampled indicator'],
  ['0c', 'operator action'],
  ['000c', 'service feature'],
  ['703c', 'originating NPA'],
  ['7654321c', 'originating number'],
  ['0c', 'overseas indicator'],
  ['00804c', 'terminating NPA'],
  ['7654321c', 'terminating number'],
  ['1611272c', 'connect time'],
  ['000000021c', 'elapsed time'],
  ['00000c', 'IC/INC prefix'],
  ['00713c', 'carrier connect date'],
  ['1611260c', 'carrier connect time'],
  ['000000020c', 'carrier elapsed time'],
  ['010c', 'IC/INC call status'],
  ['38004c', 'trunk group number'],
  ['1c', 'route indicator'],
  ['0c', 'dial indicator'],
  ['3c', 'ANI/CPN indicator'],
  ['104c', 'module: trunk ID'],
  ['380030234c', 'trunk ID'],
  ['104c', 'module: trunk ID'],
  ['680042113c', 'trunk ID'],
  ['000c', 'final module'],
] as const;

const body = Buffer.from(BODY.map(([hex]) => hex).join(''), 'hex');

test('the record is as long as its printed length, 97, with a length of two bytes before it', () => {
  // 1 + 3 + 2 + 2 + 4 + 2 + 4 + 3 + 3 + 4 + 1 + 1 + 1 + 2 + 2 + 4 + 1 + 3 + 4 + 4 + 5 = 56; the carrier's part 3 + 3 + 4 + 5 + 2 + 3 + 1 + 1 + 1 = 23;
  // modules 7 + 7 + 2 = 16: 95 bytes.
  assert.equal(body.length, 95);
  assert.equal(body.length + 2, 97);
});

test('each field has the value that is printed', () => {
  assert.deepEqual(decodeFields(body), {
    structure: '0625',
    fields: {
      callType: '110',
      sensorType: '118',
      sensorId: '0012345',
      recordingOfficeType: '118',
      recordingOfficeId: '0067890',
      connectDate: '00713',
      timingIndicator: '00000',
      studyIndicator: '0000000',
      calledPartyOffHook: '0',
      serviceObserved: '0',
      operatorAction: '0',
      serviceFeature: '000',
      originatingNpa: '703',
      originatingNumber: '7654321',
      overseasIndicator: '0',
      terminatingNpa: '00804',
      terminatingNumber: '7654321',
      connectTime: '1611272',
      elapsedTime: '000000021',
      icIncPrefix: '00000',
      carrierConnectDate: '00713',
      carrierConnectTime: '1611260',
      carrierElapsedTime: '000000020',
      icIncCallEventStatus: '010',
      trunkGroupNumber: '38004',
      routingIndicator: '1',
      dialingIndicator: '0',
      aniCpnIndicator: '3',
    },
    modules: [
      { code: '104', fields: { trunkIdentification: '380030234' } },
      { code: '104', fields: { trunkIdentification: '680042113' } },
    ],
  });
});

test('it is the call that the values say, with a descriptor of two or of four bytes', () => {
  for (const descriptor of ['0061', '00630000']) {
    const outcomes: BafOutcome[] = [];
    // The guide prints the last digit of the year, 0; in a file of 2001 that is 2000.
    const stream = new BafStream('bams.baf', { year: 2001 }, (record) => outcomes.push(record.outcome()));
    stream.push(Buffer.concat([Buffer.from(descriptor, 'hex'), body]));
    assert.deepEqual(stream.end(), { controls: [], problems: [], refused: false });
    assert.deepEqual(outcomes, [
      {
        number: 1,
        offset: 0,
        bytes: 95 + descriptor.length / 2,
        kind: 'record',
        record: {
          recordType: 'baf-00625-110',
          connectDate: '2000-07-13',
          connectTime: '16:11:27.2',
          fromNumber: '7037654321',
          toNumber: '8047654321',
          trunkGroup: '8004',
          conversationMs: 2100,
          elapsedMs: 2000,
          answered: true,
          recordingOffice: '118-067890',
          sensor: '118-012345',
          possibleDuplicate: false,
        },
      },
    ]);
  }
});
