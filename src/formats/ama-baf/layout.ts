import { ANYTHING, DIGIT_AND_SIGN, TWO_DIGITS } from './bcd.ts';
import { FIELDS, bytesOf } from './fields.ts';
import type { BafFieldName } from './fields.ts';
import { MODULES } from './modules.ts';
import type { Module } from './modules.ts';
import { STRUCTURES } from './structures.ts';
import type { Structure, StructureUse } from './structures.ts';
import { WordCheck } from './word-check.ts';

/** First byte of a record after its descriptor: as it should be, and with errors that the recorder knows of. */
export const IDENTIFIER = 0xaa;
export const FLAGGED_IDENTIFIER = 0xab;
/** Bytes of identifier and structure code. */
export const PREFIX_BYTES = 4;

/** Places of the fields of a structure, counted from its identifier; -1 where the structure does not have the field. */
export class Layout {
  readonly structure: Structure;
  readonly use: StructureUse;
  readonly names: readonly BafFieldName[];
  readonly starts: Int32Array;
  /** Length from the identifier to the end of the structure. */
  readonly bytes: number;
  /** What each byte must be; the first two are checked by themselves. */
  readonly kinds: Uint8Array;
  readonly check: WordCheck;
  /** Another order of fields under the same code. */
  other: Layout | undefined = undefined;
  readonly callType: number;
  readonly sensorType: number;
  readonly sensorId: number;
  readonly officeType: number;
  readonly officeId: number;
  readonly date: number;
  readonly time: number;
  readonly timing: number;
  readonly offHook: number;
  readonly completion: number;
  readonly fromNpa: number;
  readonly dialledNpa: number;
  readonly overseas: number;
  readonly toNpa: number;
  readonly elapsed: number;
  readonly carrier: number;
  readonly carrierElapsed: number;
  readonly trunkGroup: number;

  constructor(structure: Structure) {
    this.structure = structure;
    this.use = structure.use;
    this.names = structure.fields;
    const { starts, bytes } = place(structure.fields, PREFIX_BYTES);
    this.starts = starts;
    this.bytes = bytes;
    this.kinds = new Uint8Array(bytes).fill(TWO_DIGITS);
    this.kinds.fill(ANYTHING, 0, 2);
    this.kinds[PREFIX_BYTES - 1] = DIGIT_AND_SIGN;
    markSigns(this.kinds, structure.fields, starts);
    this.check = new WordCheck(this.kinds);
    const at = (name: BafFieldName): number => starts[structure.fields.indexOf(name)] ?? -1;
    this.callType = at('callType');
    this.sensorType = at('sensorType');
    this.sensorId = at('sensorId');
    this.officeType = at('recordingOfficeType');
    this.officeId = at('recordingOfficeId');
    this.date = at('connectDate');
    this.time = at('connectTime');
    this.timing = at('timingIndicator');
    this.offHook = at('calledPartyOffHook');
    this.completion = at('completionIndicator');
    this.fromNpa = at('originatingNpa');
    this.dialledNpa = at('dialledNpa');
    this.overseas = at('overseasIndicator');
    this.toNpa = at('terminatingNpa');
    this.elapsed = at('elapsedTime');
    this.carrier = at('icIncPrefix');
    this.carrierElapsed = at('carrierElapsedTime');
    this.trunkGroup = at('trunkGroupNumber');
  }
}

/** Places of the fields of a module, counted from its code. */
export class ModuleLayout {
  readonly module: Module;
  readonly names: readonly BafFieldName[];
  readonly starts: Int32Array;
  readonly bytes: number;
  readonly kinds: Uint8Array;
  readonly check: WordCheck;

  constructor(module: Module) {
    this.module = module;
    this.names = module.fields;
    const { starts, bytes } = place(module.fields, 2);
    this.starts = starts;
    this.bytes = bytes + module.opaque;
    this.kinds = new Uint8Array(this.bytes).fill(TWO_DIGITS);
    this.kinds[1] = DIGIT_AND_SIGN;
    if (module.opaque > 0) this.kinds.fill(ANYTHING, bytes);
    markSigns(this.kinds, module.fields, starts);
    this.check = new WordCheck(this.kinds.length < 4 ? new Uint8Array(4) : this.kinds);
  }
}

function place(names: readonly BafFieldName[], from: number): { starts: Int32Array; bytes: number } {
  const starts = new Int32Array(names.length);
  let bytes = from;
  names.forEach((name, index) => {
    starts[index] = bytes;
    bytes += bytesOf(name);
  });
  return { starts, bytes };
}

function markSigns(kinds: Uint8Array, names: readonly BafFieldName[], starts: Int32Array): void {
  names.forEach((name, index) => {
    kinds[(starts[index] as number) + (FIELDS[name].digits >> 1)] = DIGIT_AND_SIGN;
  });
}

/** Layouts by the last four digits of the structure code. */
export const LAYOUTS: readonly (Layout | undefined)[] = layouts();
/** Layouts of modules by their code. */
export const MODULE_LAYOUTS: readonly (ModuleLayout | undefined)[] = moduleLayouts();

function layouts(): (Layout | undefined)[] {
  const byCode = Array.from<Layout | undefined>({ length: 10_000 }).fill(undefined);
  for (const structure of STRUCTURES) {
    const first = byCode[structure.code];
    const layout = new Layout(structure);
    if (first) first.other = layout;
    else byCode[structure.code] = layout;
  }
  return byCode;
}

function moduleLayouts(): (ModuleLayout | undefined)[] {
  const byCode = Array.from<ModuleLayout | undefined>({ length: 1_000 }).fill(undefined);
  for (const module of MODULES) byCode[module.code] = new ModuleLayout(module);
  return byCode;
}
