import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { parse as parseYaml, stringify as stringifyYaml } from 'yaml';
import { OPEN_END } from '../../agreement/agreement.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { runDecision } from '../../agreement/decision.ts';
import { loadAgreement } from '../../agreement/load.ts';
import type { Manifest } from '../../agreement/manifest.ts';
import { normativeFiles } from '../../agreement/release.ts';
import type { Vocabulary } from '../../agreement/vocabulary.ts';
import { adoptable } from '../../articles/agreement-life/adoption.ts';
import { partiesTable } from '../../parties/parties.ts';
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { adoptionProblems } from './adopter.ts';
import type { Adoption } from './adopter.ts';
import { adoptionLetterText } from './letter.ts';
import { adopterTable, lifeOfAdoption } from './tables.ts';

/** The folder that was made, and the agreement in it. */
export interface Adopted {
  readonly folder: string;
  readonly agreement: Agreement;
  /** Rows of the carrier that is replaced which the adopter has to give itself. */
  readonly toGive: readonly string[];
}

/**
 * Makes the agreement of a carrier that adopts another's (47 USC 252(i)): every word, term and amendment of one variant,
 * with the adopter in the place of the competitor and the rest of the term. Beside it stands the letter to the commission.
 * Nothing is left behind when anything is wrong.
 */
export function adoptAgreement(
  agreement: Agreement,
  adoption: Adoption,
  out: string,
  vocabulary: readonly Vocabulary[],
): Result<Adopted> {
  const wrong = adoptionProblems(adoption);
  if (wrong.length > 0) return fail(...wrong);
  const allowed = runDecision(adoptable, agreement, { parts: adoption.parts }, { asOf: adoption.on });
  if (!allowed.ok) return allowed;
  if (allowed.value.value !== true) {
    return fail({
      id: 'adopt/not-adoptable',
      field: 'on',
      sentence: allowed.value.steps.at(-1)?.sentence ?? 'It cannot be adopted on that day.',
      cure: 'Choose a day on which it is approved and runs.',
      clause: allowed.value.clause,
    });
  }
  if (existsSync(out)) {
    return fail({
      id: 'adopt/exists',
      field: 'out',
      file: out,
      sentence: 'There is something at this place already.',
      cure: 'Name a folder that is not there.',
    });
  }
  const { termEndsOn } = allowed.value.details as { termEndsOn?: string };
  const parent = path.dirname(path.resolve(out));
  mkdirSync(parent, { recursive: true });
  const work = mkdtempSync(path.join(parent, '.adopt-'));
  try {
    const toGive = fill(agreement, adoption, work, termEndsOn);
    const made = loadAgreement(work, { vocabulary });
    if (!made.ok) {
      const place = (file: string): string => path.join(out, path.relative(work, file));
      return fail(...made.problems.map((one) => (one.file ? { ...one, file: place(one.file) } : one)));
    }
    const letter = path.join(work, 'filing');
    mkdirSync(letter);
    writeFileSync(path.join(letter, 'README.md'), adoptionLetterText(agreement, adoption));
    renameSync(work, out);
    return ok({ folder: out, agreement: made.value, toGive });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Copies the agreement's files with the adopter in them; returns the rows that were left out. */
function fill(
  agreement: Agreement,
  adoption: Adoption,
  work: string,
  termEndsOn: string | undefined,
): string[] {
  const replaced = agreement.parties.clec;
  const toGive: string[] = [];
  // Tariffs of a carrier that is a party in other variants only.
  const elsewhere = tariffsOfOthers(agreement);
  for (const file of normativeFiles(agreement.dir)) {
    const from = path.join(agreement.dir, file);
    const to = path.join(work, file);
    if (file === 'agreement.yaml' || file === 'life.csv' || elsewhere.has(path.dirname(file))) continue;
    mkdirSync(path.dirname(to), { recursive: true });
    if (!file.endsWith('.csv') || file.includes('/')) {
      cpSync(from, to);
      continue;
    }
    const { text, left } = adopterTable(file, readFileSync(from, 'utf8'), replaced, adoption);
    toGive.push(...left);
    writeFileSync(to, text);
  }
  writeFileSync(path.join(work, 'life.csv'), lifeOfAdoption(agreement, adoption));
  writeFileSync(path.join(work, 'agreement.yaml'), manifestText(agreement, adoption, work, termEndsOn));
  return toGive;
}

function tariffsOfOthers(agreement: Agreement): Set<string> {
  const folder = path.join(agreement.dir, 'tariffs');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const kept = new Set(agreement.tariffs.map(({ about }) => about.id));
  return new Set(names.filter((name) => !kept.has(name)).map((name) => `tariffs/${name}`));
}

/** Name of the carrier that is replaced, as words of the agreement give it: without its legal form. */
const signer = (agreement: Agreement): string =>
  agreement
    .at(OPEN_END)
    .rows(partiesTable)
    .find(({ value }) => value.party === agreement.parties.clec)
    ?.value.name.split(',')[0] ?? agreement.parties.clec;

function manifestText(
  agreement: Agreement,
  adoption: Adoption,
  work: string,
  termEndsOn: string | undefined,
): string {
  const manifest = parseYaml(readFileSync(path.join(agreement.dir, 'agreement.yaml'), 'utf8')) as Manifest;
  const { variant, version, hash } = agreement.ref;
  const others = Object.keys(manifest.variants).filter((name) => name !== variant);
  const kept = manifest.variants[variant];
  const ilecName = kept?.title.split(' and ')[0] ?? agreement.parties.ilec;
  const made: Manifest = {
    ...manifest,
    id: adoption.id,
    status: 'draft',
    version: '0.1.0',
    variants: {
      [variant]: {
        title: `${ilecName} and ${adoption.name}`,
        ilec: agreement.parties.ilec,
        clec: adoption.clec,
      },
    },
    adopts: {
      agreement: agreement.id,
      version,
      hash,
      docket: adoption.docket,
      ...(termEndsOn === undefined ? {} : { termEndsOn }),
      ...(others.length === 0 ? {} : { otherVariants: others }),
    },
  };
  // The words of the agreement go on naming the carrier that signed it.
  if (manifest.definitions) made.properNames = [...(manifest.properNames ?? []), signer(agreement)];
  if (manifest.law) {
    made.law = manifest.law.map(({ number, file }) => ({
      number,
      file: path.relative(work, path.resolve(agreement.dir, file)).split(path.sep).join('/'),
    }));
  }
  return stringifyYaml(made, { lineWidth: 0 });
}
