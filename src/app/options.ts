import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { loadAgreement } from '../agreement/load.ts';
import type { Agreement } from '../agreement/agreement.ts';
import type { Result } from '../base/result.ts';
import { systemClock } from '../platform/clock.ts';
import { localDate } from '../cases/instant.ts';
import { vocabulary } from './vocabulary.ts';

/** Options that choose an agreement and a point in its two times. */
export interface AgreementOptions {
  readonly variant?: string;
  readonly amendment?: readonly string[];
  readonly asOf?: string;
  readonly known?: string;
  readonly json?: boolean;
}

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

export function isoDate(text: string): string {
  try {
    return Temporal.PlainDate.from(text).toString();
  } catch {
    throw new InvalidArgumentError('Write a date like 2026-10-31.');
  }
}

export function isoInstant(text: string): string {
  try {
    return Temporal.Instant.from(text).toString();
  } catch {
    throw new InvalidArgumentError('Write an instant like 2026-10-31T13:00:00Z.');
  }
}

/** A count from 1. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Write a whole number from 1.');
  return value;
}

export function withAgreement(command: Command): Command {
  return command
    .option('--variant <name>', 'variant of the agreement (default: its first)')
    .addOption(
      new Option(
        '--amendment <file>',
        'load an amendment or correction beside the folder; repeat for more',
      ).argParser(collect),
    );
}

export function withTimes(command: Command): Command {
  return command
    .option('--as-of <date>', 'contract time: the day whose terms apply (default: today)', isoDate)
    .option('--known <instant>', 'record time: only documents recorded by then (default: all)', isoInstant);
}

export const withJson = (command: Command): Command => command.option('--json', 'answer in JSON');

export function openAgreement(dir: string, options: AgreementOptions): Result<Agreement> {
  return loadAgreement(dir, {
    vocabulary,
    ...(options.variant === undefined ? {} : { variant: options.variant }),
    ...(options.amendment === undefined ? {} : { amendments: options.amendment }),
  });
}

/** Today where the agreement is at home. */
export const today = (agreement: Agreement): string => localDate(agreement, systemClock.now());
