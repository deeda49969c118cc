import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { moduleOf, namesOf, surroundings } from './module.js';
import { families } from './seeds.js';

// Projects with seeded violations, the same on every machine: for each family, one in every module.

export const densities = [1, 5, 20, 80];
export const familyNames = Object.keys(families);

const words =
  'order invoice basket refund parcel coupon ledger supplier warehouse voucher account address barcode campaign delivery employee freight gadget harbour journal kitchen license machine network outlet payment quarter receipt schedule ticket upgrade vehicle wallet yield zone archive balance contract deposit estimate factory garment holiday insurance jewel keyboard location merchant notebook opening package question rental shipment terminal utility vendor workshop auction budget customs device export forecast grocery handset import jacket kiosk landlord mortgage necklace office pricing quota roster salary tariff tenant voyage'.split(
    ' ',
  );

/** A project with `density` violations of a family: its files as they are seeded, as they were, and what was planted.
 * `only`: these kinds. */
export function corpusOf({ family, density, only = null }) {
  const nouns = Array.from({ length: density }, (_, i) => words[i]);
  const clean = new Map([...surroundings(nouns), ...nouns.flatMap((noun) => [...moduleOf(noun)])]);
  const files = new Map(clean);
  const kinds = families[family].filter(({ kind }) => only === null || only.includes(kind));
  const seeds = nouns.map((noun, i) => plant(files, kinds[i % kinds.length], namesOf(noun)));
  return { name: `${family}-${density}`, family, density, clean, files, seeds };
}

/** Breaks a rule in one module. `paths` are those of the ground truth: every file that the seed has changed. */
function plant(files, { kind, rule, plant: breaks, holds = null }, names) {
  const before = new Map(files);
  breaks(files, names);
  const paths = [...new Set([...before.keys(), ...files.keys()])].filter(
    (path) => before.get(path) !== files.get(path),
  );
  const isGone = (violations) =>
    !violations.some((one) => one.rule === rule && JSON.stringify(one).includes(names.noun));
  return { kind, rule, names, paths, isGone, holds: holds && ((now) => holds(now, names)) };
}

/** Writes a project into an empty folder, with the packages of this repository. */
export function writeProject(root, files) {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const home = dirname(fileURLToPath(new URL('../../package.json', import.meta.url)));
  symlinkSync(join(home, 'node_modules'), join(root, 'node_modules'));
}

/** Is the edit made that undoes a seed? Blank lines and the order of lines do not count. */
export function isRepaired(seed, files, clean) {
  if (seed.holds !== null) return seed.holds(files);
  return seed.paths.every((path) => essence(files.get(path)) === essence(clean.get(path)));
}

function essence(text) {
  if (text === undefined) return null;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.sort().join('\n');
}
