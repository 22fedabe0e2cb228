import { clli, ocn } from '../../base/codes.ts';
import { needed } from './subject.ts';
import type { Subject } from './subject.ts';

/**
 * Shapes of the trade's codes (NANPA numbering, Telcordia CLLI, NECA company codes). A well-formed code need not be
 * assigned: lists of assigned codes are licensed, or stand in the month's tables.
 */
const FORMS = {
  ocn_form: {
    doc: 'Operating company number: 4 letters or digits',
    test: (text: string) => ocn(text) === text,
  },
  cic_form: { doc: 'Carrier identification code: 4 digits', test: (text: string) => /^\d{4}$/.test(text) },
  clli_form: {
    doc: 'Common language location: 8 characters for a building, 11 for what is in it',
    test: (text: string) => clli(text) === text,
  },
  lata_form: {
    doc: 'LATA number: 3 digits, 5 where a part of it has its own',
    test: (text: string) => /^[1-9]\d{2}(\d{2})?$/.test(text),
  },
  rate_centre_form: {
    doc: 'Rate centre: at most 10 capital letters, digits and blanks, beginning with a letter',
    test: (text: string) => /^[A-Z](?:[A-Z0-9 ]{0,8}[A-Z0-9])?$/.test(text),
  },
  code_form: {
    doc: 'Central office code with its area code, NPA-NXX: 6 digits',
    test: (text: string) => /^[2-9]\d{2}-?[2-9]\d{2}$/.test(text),
  },
  block_form: {
    doc: 'Thousands-block, NPA-NXX-X: 7 digits',
    test: (text: string) => /^[2-9]\d{2}[2-9]\d{3}$|^[2-9]\d{2}-[2-9]\d{2}-\d$/.test(text),
  },
} as const;

/** A code as it is written. */
export const codeSubject: Subject = {
  doc: 'A code of the trade, as written',
  facts: { text: needed('text', 'The code') },
  derived: Object.fromEntries(
    Object.entries(FORMS).map(([name, { doc }]) => [name, { type: 'boolean' as const, doc, from: ['text'] }]),
  ),
  derive: ({ text }) =>
    Object.fromEntries(
      Object.entries(FORMS).map(([name, { test }]) => [name, typeof text === 'string' ? test(text) : null]),
    ),
};
