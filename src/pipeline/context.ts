import type { FileContext, Guidance } from '../core/context.ts';
import { families } from '../core/check.ts';
import type { Path } from '../core/location.ts';
import { folderOf } from '../core/path.ts';
import { isWritten, type Rule } from '../core/rule.ts';
import { referenceOf } from '../settle/settle.ts';
import { examineAll } from './examine.ts';
import type { State } from './follow.ts';
import { type Inputs, inputsOf } from './inputs.ts';
import { isCode, judged, type Loaded } from './load.ts';
import { viewOf } from './view.ts';

/** What applies to each of some files, which may not exist yet. */
export function contextOf({ loaded, memory }: State, files: readonly Path[]): FileContext[] {
  const inputs = inputsOf(loaded, memory);
  const clean = cleanFiles(inputs);
  return files.map((file) => ({
    file,
    exists: loaded.view.texts.exists(file),
    zones: zonesOf(loaded, file),
    rules: isChecked(loaded, file) ? guidanceFor(inputs, file) : [],
    example: exampleOf(loaded, file, clean),
  }));
}

/** Would it be one of the sources? */
function isChecked(loaded: Loaded, file: Path): boolean {
  return isCode(loaded, file) && (loaded.config?.includes(file) ?? false);
}

function zonesOf({ config }: Loaded, file: Path): string[] {
  return [...(config?.zones ?? [])].flatMap(([name, { where }]) => {
    const [binding] = where.match(file);
    if (!binding) return [];
    const values = Object.values(binding).join(' ');
    return [values === '' ? name : `${name} (${values})`];
  });
}

/** In the order of the families; of one family, rules that speak of this file come before those that say the same of all. */
function guidanceFor(inputs: Inputs, file: Path): Guidance[] {
  const mine = inputs.loaded.rules.filter((rule) => isWritten(rule) && judged(rule, [file]).length > 0);
  return mine
    .flatMap((rule) => {
      const text = textOf(inputs, rule, file);
      return text === null ? [] : [{ rule, text }];
    })
    .sort((a, b) => rankOf(a.rule) - rankOf(b.rule))
    .map(({ rule, text }) => ({
      rule: rule.id,
      check: rule.check.name,
      family: rule.check.family,
      text,
      isGeneral: isGeneral(rule),
      why: rule.because,
      see: referenceOf(rule, file, inputs),
    }));
}

function textOf(inputs: Inputs, rule: Rule, file: Path): string | null {
  const { check, options } = rule;
  if (!check.guidance) return check.statement(options);
  return check.guidance(viewOf(inputs, rule, { drop: null, settled: null }), options, file);
}

/** Without guidance for one file, only a check that judges each file by itself speaks of it. */
function isGeneral({ check, options }: Rule): boolean {
  return !check.guidance && check.reads(options).each !== 'file';
}

function rankOf(rule: Rule): number {
  const speaks = rule.check.guidance ? 0 : 1;
  return families.indexOf(rule.check.family) * 3 + (isGeneral(rule) ? 2 : speaks);
}

/** The source files without a violation, frozen ones included. */
function cleanFiles(inputs: Inputs): readonly Path[] {
  const broken = new Set(examineAll(inputs).standing.map(({ at }) => at.file));
  return inputs.loaded.sources.filter((file) => !broken.has(file));
}

/** The nearest clean file in the same zones whose name ends alike: `.service.ts`. */
function exampleOf(loaded: Loaded, file: Path, clean: readonly Path[]): Path | null {
  const zones = patternOf(loaded, file);
  const alike = clean.filter(
    (other) => other !== file && endingOf(other) === endingOf(file) && patternOf(loaded, other) === zones,
  );
  const nearness = (other: Path): number => sharedFolders(file, other);
  return alike.sort((a, b) => nearness(b) - nearness(a))[0] ?? null;
}

/** The zones of a file, whatever their captures. */
function patternOf({ config }: Loaded, file: Path): string {
  return [...(config?.zones ?? [])]
    .flatMap(([name, { where }]) => (where.match(file).length > 0 ? [name] : []))
    .join(' ');
}

function endingOf(file: Path): string {
  const base = file.slice(file.lastIndexOf('/') + 1);
  return base.includes('.') ? base.slice(base.indexOf('.', 1)) : base;
}

/** How many folders from the root two files share; more if they are in the same one. */
function sharedFolders(a: Path, b: Path): number {
  if (folderOf(a) === folderOf(b)) return Number.POSITIVE_INFINITY;
  const others = folderOf(b).split('/');
  const differs = folderOf(a)
    .split('/')
    .findIndex((folder, i) => folder !== others[i]);
  return differs < 0 ? others.length : differs;
}
