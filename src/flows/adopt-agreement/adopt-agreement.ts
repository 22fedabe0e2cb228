import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse as parseYaml, stringify as stringifyYaml } from 'yaml';
import { OPEN_END } from '../../agreement/agreement.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { hasEffect } from '../../agreement/amendment.ts';
import { runDecision } from '../../agreement/decision.ts';
import { loadAgreement } from '../../agreement/load.ts';
import { makeFolder } from '../../agreement/make-folder.ts';
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
  /** Ids of amendments that are not approved, and so not adopted. */
  readonly notAdopted: readonly string[];
}

/**
 * Makes the agreement of a carrier that adopts another's (47 USC 252(i)): every word, term and approved amendment of one
 * variant, with the adopter in the place of the competitor and the rest of the term. It is in effect when the commission's
 * approval is given; until then it is asked for, and beside it stands the letter to the commission. Nothing is left
 * behind when anything is wrong.
 */
export function adoptAgreement(
  agreement: Agreement,
  adoption: Adoption,
  out: string,
  vocabulary: readonly Vocabulary[],
): Result<Adopted> {
  const wrong = adoptionProblems(adoption);
  if (Object.values(agreement.parties).includes(adoption.clec)) {
    wrong.push({
      id: 'adopt/own-party',
      field: 'clec',
      sentence: `${adoption.clec} is a party of ${agreement.id} already.`,
      cure: 'Name the carrier that adopts it.',
    });
  }
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
  const { termEndsOn } = allowed.value.details as { termEndsOn?: string };
  let toGive: readonly string[] = [];
  const made = makeFolder({ out, area: 'adopt', field: 'out' }, (work) => {
    toGive = fill(agreement, adoption, work, termEndsOn);
    if (adoption.approved === undefined) {
      const letter = path.join(work, 'filing');
      mkdirSync(letter);
      writeFileSync(path.join(letter, 'README.md'), adoptionLetterText(agreement, adoption));
    }
    return loadAgreement(work, { vocabulary });
  });
  if (!made.ok) return made;
  const read = loadAgreement(out, { vocabulary });
  if (!read.ok) return read;
  const notAdopted = agreement.amendments.filter((one) => !hasEffect(one)).map(({ id }) => id);
  return ok({ folder: out, agreement: read.value, toGive, notAdopted });
}

/** Files of amendments and corrections: the agreement says which of them hold, and has others beside its folder. */
const AMENDING = /^(amendments|corrections)\/[^/]+\.yaml$/;

/** Copies the agreement's files with the adopter in them, its amendments as far as they have effect; returns the rows that were left out. */
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
    if (AMENDING.test(file)) continue;
    mkdirSync(path.dirname(to), { recursive: true });
    if (!file.endsWith('.csv') || file.includes('/')) {
      cpSync(from, to);
      continue;
    }
    const { text, left } = adopterTable(file, readFileSync(from, 'utf8'), replaced, adoption);
    toGive.push(...left);
    writeFileSync(to, text);
  }
  for (const { id, kind, file } of agreement.amendments.filter(hasEffect)) {
    const to = path.join(work, `${kind}s`, `${id}.yaml`);
    mkdirSync(path.dirname(to), { recursive: true });
    cpSync(file, to);
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
