import { field, packFields, summaryFields } from './layout.ts';
import type { EmiLayout, FieldKind } from './layout.ts';

const LINE_BYTES = 210;
const RULE = '20 CSR 4240-29.020; emi11.h of Clone Research';
const ACCESS = 'emi11.h of Clone Research';
const MESSAGE = 'emi.pm of Freeside';
const BOTH = 'emi11.h of Clone Research; emi.pm of Freeside';

const access = <const N extends string>(n: N, at: number, length: number, kind: FieldKind, content: string) =>
  field(n, at, length, kind, content, ACCESS);
const message = <const N extends string>(
  n: N,
  at: number,
  length: number,
  kind: FieldKind,
  content: string,
) => field(n, at, length, kind, content, MESSAGE);
const both = <const N extends string>(n: N, at: number, length: number, kind: FieldKind, content: string) =>
  field(n, at, length, kind, content, BOTH);

/** What the two published layouts say alike. */
const HEAD = [
  both('recordType', 1, 6, 'digits', 'category, group and type'),
  both('connectDate', 7, 6, 'digits', 'YYMMDD'),
  both('fromLength', 13, 2, 'digits', '`10`, or `00` when there is no calling number'),
  both('fromNumber', 15, 10, 'digits-or-blank', 'calling number; zeros or blank when there is none'),
  both('fromOverflow', 25, 3, 'digits-or-blank', 'digits beyond the tenth'),
  both('toLength', 28, 2, 'digits', '`10`'),
  both('toNumber', 30, 10, 'digits', 'called number'),
] as const;

const INDICATORS = [
  both('indicators1to9', 82, 9, 'text', 'indicators 1 to 9'),
  both('voip', 91, 1, 'text', 'indicator 10; `9`: the call ended in Internet protocol'),
  both('indicators11to17', 92, 7, 'text', 'indicators 11 to 17'),
  both('answerIndicator', 99, 1, 'text', 'indicator 18; `2`: the call was not answered'),
  both('lataIndicator', 100, 1, 'text', 'indicator 19: within one LATA or between two'),
] as const;

/**
 * Records of 210 bytes as two public programs read and write them: category 11 after emi11.h of Clone Research's AMADecode
 * (2009), categories 01 and 10 after emi.pm of Freeside. The OCN at 167 is Missouri's own rule as well.
 */
export const PUBLISHED: EmiLayout = {
  name: 'published-210',
  lineBytes: LINE_BYTES,
  details: [
    {
      name: 'access detail',
      types: ['11-01-XX'],
      durations: 'MMMMSST',
      answered: { no: '2' },
      voip: { yes: '9' },
      zerosAreNone: true,
      fields: [
        ...HEAD,
        access('originatingTerminating', 40, 1, 'text', 'recorded as originating or terminating access'),
        access('trunkGroup', 41, 4, 'text', 'trunk group number'),
        access('reserved1', 45, 1, 'reserved', 'blank'),
        access(
          'cic',
          46,
          4,
          'digits-or-blank',
          'carrier identification code; zeros or blank when there is none',
        ),
        access('accessMethod', 50, 1, 'text', 'access method'),
        access('routingMethod', 51, 1, 'text', 'routing method'),
        access('diallingMethod', 52, 1, 'text', 'dialling method'),
        access('aniIndicator', 53, 1, 'text', 'ANI indicator'),
        access('ncta', 54, 1, 'text', 'NCTA'),
        both('connectTime', 55, 6, 'digits', 'HHMMSS'),
        access('elapsedTime', 61, 7, 'digits', 'billable elapsed time, MMMMSST'),
        both('methodOfRecording', 68, 2, 'text', 'method of recording'),
        access('returnCode', 70, 2, 'text', 'why the record was sent back; blank or `00`: it was not'),
        access('fromRao', 72, 3, 'text', 'RAO of the sender'),
        access('customerBillFormat', 75, 1, 'text', 'format of the customer bill'),
        access('conferenceLeg', 76, 2, 'text', 'leg of a conference'),
        access('typeOfAccess', 78, 2, 'text', 'type of access service'),
        access('reserved2', 80, 1, 'reserved', 'blank'),
        access('methodOfSignalling', 81, 1, 'text', 'method of signalling'),
        ...INDICATORS,
        access('indicator20', 101, 1, 'text', 'indicator 20'),
        access('operatorUnit', 102, 2, 'text', 'operator unit'),
        access('recordingSwitch', 104, 6, 'text', 'recording point, NPA-NXX'),
        access('billingRao', 110, 3, 'text', 'RAO that bills'),
        access('indicators21to30', 113, 10, 'text', 'indicators 21 to 30'),
        access('fgaAccessNumber', 123, 10, 'text', 'access number of feature group A'),
        access('reservedForLocal', 133, 3, 'text', 'for local use'),
        access('reserved3', 136, 2, 'reserved', 'blank'),
        access('necaCompany', 138, 4, 'text', 'company code'),
        access('callEventStatus', 142, 2, 'text', 'status of the call event'),
        access('reserved4', 144, 2, 'reserved', 'blank'),
        access('featureGroupId', 146, 1, 'text', 'feature group'),
        access('libraryCode', 147, 2, 'text', 'library code'),
        both('settlementCode', 149, 1, 'text', 'settlement code'),
        access('conversationTime', 150, 7, 'digits', 'conversation time, MMMMSST'),
        access('originatingLrn', 157, 10, 'text', 'LRN of the calling number; zeros when there is none'),
        field('originatingOcn', 167, 4, 'text', 'OCN of the originating carrier; zeros when unknown', RULE),
        access('originatingLrnSource', 171, 1, 'text', 'where the LRN of the calling number is from'),
        access(
          'lrn',
          172,
          10,
          'digits-or-blank',
          'LRN of the called number; zeros or blank when there is none',
        ),
        access('terminatingOcn', 182, 4, 'text', 'OCN of the terminating carrier; zeros when unknown'),
        access('lrnSource', 186, 1, 'text', 'where the LRN of the called number is from'),
        access('recordedBy', 187, 4, 'text', 'OCN of the sender'),
        access('reserved5', 191, 20, 'reserved', 'blank'),
      ],
    },
    {
      name: 'message detail',
      types: ['01-01-XX', '10-01-XX'],
      durations: 'MMMMSST',
      answered: { no: '2' },
      voip: { yes: '9' },
      zerosAreNone: true,
      fields: [
        ...HEAD,
        message('amountCollected', 40, 7, 'text', 'amount collected'),
        message('reserved1', 47, 8, 'reserved', 'not published'),
        both('connectTime', 55, 6, 'digits', 'HHMMSS'),
        message('conversationTime', 61, 7, 'digits', 'conversation time, MMMMSST'),
        both('methodOfRecording', 68, 2, 'text', 'method of recording'),
        field('returnCode', 70, 2, 'text', 'why the record was sent back; blank or `00`: it was not'),
        message('reserved2', 72, 7, 'reserved', 'not published'),
        message('rateClass', 79, 1, 'text', 'rate class'),
        message('messageType', 80, 1, 'text', 'message type: who pays, as sent paid or collect'),
        message('reserved3', 81, 1, 'reserved', 'not published'),
        ...INDICATORS,
        message('reserved4', 101, 12, 'reserved', 'not published'),
        message(
          'chargeNumber',
          113,
          10,
          'digits-or-blank',
          'billing number; zeros or blank when there is none',
        ),
        message('callingCity', 123, 10, 'text', 'place of the calling number'),
        message('callingState', 133, 2, 'text', 'state of the calling number'),
        message('calledCity', 135, 10, 'text', 'place of the called number'),
        message('calledState', 145, 2, 'text', 'state of the called number'),
        message('reserved5', 147, 2, 'reserved', 'not published'),
        both('settlementCode', 149, 1, 'text', 'settlement code'),
        message('reserved6', 150, 11, 'reserved', 'not published'),
        message('indicator24', 161, 1, 'text', 'indicator 24'),
        message('reserved7', 162, 49, 'reserved', 'not published'),
      ],
    },
  ],
  summary: summaryFields(LINE_BYTES),
  pack: packFields(LINE_BYTES),
  header: '202401',
  trailer: '202402',
};
