import { periodsBetween, rowsInForce } from './agreement.ts';
import type { TableRow } from './agreement.ts';
import type { Section } from './article.ts';
import type { Timeline } from './timeline.ts';
import type { Provenance, TableDef } from './vocabulary.ts';

/** What `tariff.yaml` says of a tariff. */
export interface TariffAbout {
  readonly id: string;
  readonly title: string;
  /** Party id of the carrier that files it and bills by it. */
  readonly carrier: string;
  /** As it is cited: `P.S.C. MO. No. 1`. */
  readonly number: string;
  readonly jurisdiction: 'intrastate' | 'interstate';
  readonly provenance: Provenance;
  readonly source: string;
}

/**
 * A tariff of one of the parties: its sections and its prices by the dates of its pages. It is beside the agreement:
 * its rows are in no timeline of the agreement, and nothing of it applies until a rule of precedence says so.
 */
export class Tariff {
  readonly about: TariffAbout;
  readonly sections: readonly Section[];
  readonly timeline: Timeline;

  constructor(parts: { about: TariffAbout; sections: readonly Section[]; timeline: Timeline }) {
    this.about = parts.about;
    this.sections = parts.sections;
    this.timeline = parts.timeline;
  }

  at(asOf: string): TariffView {
    return new TariffView(this, asOf);
  }

  /** Whether a page in force on the day prices the element. */
  prices(element: string, asOf: string): boolean {
    return [...this.timeline.keys()].some(
      (key) => key.startsWith('rates#') && this.timeline.find(key, asOf)?.value['element'] === element,
    );
  }

  /** Spans of [from, to] within which no page changes. */
  periods(from: string, to: string): { from: string; to: string }[] {
    return periodsBetween(
      this.timeline.changesBetween(from, to, () => true),
      from,
      to,
    );
  }
}

/** The pages of a tariff that are in force on one day. */
export class TariffView {
  readonly tariff: Tariff;
  readonly asOf: string;

  constructor(tariff: Tariff, asOf: string) {
    this.tariff = tariff;
    this.asOf = asOf;
  }

  rows<T>(def: TableDef<T>): readonly TableRow<T>[] {
    return rowsInForce(this.tariff.timeline, def, this.asOf);
  }
}
