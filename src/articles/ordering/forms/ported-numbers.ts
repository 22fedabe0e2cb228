import type { FormSection } from '../../../formats/order-forms/document.ts';
import { textIn } from './document-view.ts';

const NUMBER = /^(\d{3})-?(\d{3})-?(\d{4})(?:-(\d{4}))?$/;

/** The telephone numbers in PORTEDNBR of the lines, ten digits each, ranges written out; what is no number is left out. */
export function portedNumbers(sections: readonly FormSection[]): string[] {
  return sections.flatMap((section) => numbersIn(textIn(section, 'PORTEDNBR') ?? ''));
}

/** `816-555-0100-0109` is ten numbers; a range that runs backwards is none. */
export function numbersIn(text: string): string[] {
  const match = NUMBER.exec(text);
  if (!match) return [];
  const [, area = '', exchange = '', from = '', to = from] = match;
  const count = Number(to) - Number(from) + 1;
  return Array.from(
    { length: Math.max(0, count) },
    (_, index) => area + exchange + String(Number(from) + index).padStart(4, '0'),
  );
}
