import type { Exception, Rule } from '../../../core/rule.ts';
import type { Path } from '../../../core/location.ts';
import { inside, type Where } from '../../../core/zone.ts';
import { type Comparing, fewOf, placeIn, placeOfRule, type Weakening, wholeFile } from './finding.ts';
import { lostFiles } from './scope.ts';
import { loosenedOptions } from './options.ts';

/** A rule of the base, and what is left of it. */
interface Pair {
  readonly earlier: Rule;
  readonly now: Rule;
}

/** What was done to rules. */
export function* weakenedRules(comparing: Comparing): Generator<Weakening> {
  const { now } = comparing;
  const rules = new Map(now.config.rules.map((rule) => [rule.id, rule]));
  for (const earlier of comparing.earlier.config.rules) {
    const same = rules.get(earlier.id);
    if (same) yield* weakenedRule({ earlier, now: same }, comparing);
    else if (!isReplaced(earlier, comparing)) yield removed(earlier, comparing);
  }
}

function removed({ id, check, at }: Rule, { now }: Comparing): Weakening {
  const isOff = now.config.notRun.some(({ rule }) => rule === id);
  return {
    message: isOff ? 'rule-off' : 'rule-removed',
    data: { rule: id },
    at: wholeFile(now.has(at.file) ? at.file : now.config.file),
    found: isOff ? `${id}: off` : `no rule ${id}`,
    expected: `${id}, which runs ${check.name}`,
    step: isOff ? `turn ${id} on again` : `restore ${id}`,
  };
}

/** A rule may have a new name, or be part of a stricter one. */
function isReplaced(earlier: Rule, comparing: Comparing): boolean {
  const known = new Set(comparing.earlier.config.rules.map(({ id }) => id));
  return comparing.now.config.rules.some((now) => {
    if (known.has(now.id) || now.check !== earlier.check) return false;
    const [weakening] = weakenedRule({ earlier, now }, comparing);
    return weakening === undefined;
  });
}

function* weakenedRule({ earlier, now }: Pair, comparing: Comparing): Generator<Weakening> {
  const at = placeOfRule(now, comparing.now);
  const { id } = now;
  if (now.check !== earlier.check) {
    yield removed(earlier, comparing);
    return;
  }
  if (isLouder(earlier, now))
    yield {
      message: 'severity-lowered',
      data: { rule: id },
      at,
      found: 'severity: warn',
      expected: 'severity: error',
      step: `set the severity of ${id} to error again`,
    };
  const lost = lostFiles(earlier, now, comparing);
  if (lost.length > 0) yield narrowed(id, lost, at);
  for (const option of loosenedOptions(earlier, now, comparing))
    yield {
      message: 'option-loosened',
      data: { rule: id, option },
      at,
      found: `another value of \`${option}\`, which allows more or cannot be compared`,
      expected: `\`${option}\` as it was, or stricter`,
      step: `restore \`${option}\` of ${id}`,
    };
  yield* newExceptions({ earlier, now }, comparing);
  for (const key of ['see', 'because'] as const) {
    if (earlier[key] === null || now[key] !== null) continue;
    yield {
      message: 'reason-removed',
      data: { rule: id, key },
      at,
      found: `no \`${key}\``,
      expected: `${key}: ${earlier[key]}`,
      step: `restore \`${key}\` of ${id}`,
    };
  }
}

function isLouder(earlier: Rule, now: Rule): boolean {
  const folders = new Set(now.raised?.map(({ folder }) => folder));
  const isLowered = earlier.severity === 'error' && now.severity === 'warn';
  return isLowered || (now.severity === 'warn' && (earlier.raised ?? []).some(({ folder }) => !folders.has(folder)));
}

function narrowed(rule: string, lost: readonly Path[], at: Weakening['at']): Weakening {
  return {
    message: 'scope-narrowed',
    data: { rule },
    at,
    found: `no longer checked: ${fewOf(lost)}`,
    expected: 'the files that it checked',
    step: `let ${rule} check ${lost.length === 1 ? lost[0] : `these ${lost.length} files`} again`,
  };
}

/** Exceptions that excuse more than those of the base. */
function* newExceptions({ earlier, now }: Pair, comparing: Comparing): Generator<Weakening> {
  for (const exception of now.except) {
    if (earlier.except.some((one) => covers(one, exception, comparing))) continue;
    const named = { from: exception.from?.text, to: exception.to?.text, file: exception.file?.text };
    const words = Object.entries({ ...named, name: exception.name ?? undefined, ...exception.keys }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    yield {
      message: 'exception-added',
      data: { rule: now.id, ...Object.fromEntries(words) },
      at: placeIn(exception.at),
      found: `an exception for ${words.map(([key, text]) => `${key} ${text}`).join(', ') || 'everything'}: ${exception.reason}`,
      expected: 'no new exception',
      step: 'fix the violation that it excuses, then delete the exception',
    };
  }
}

function covers(earlier: Exception, now: Exception, comparing: Comparing): boolean {
  const isLater = earlier.until !== null && (now.until === null || now.until > earlier.until);
  const wheres = ['from', 'to', 'file'] as const;
  return (
    !isLater &&
    wheres.every((key) => isWithin(now[key], earlier[key], comparing)) &&
    (earlier.name === null || earlier.name === now.name) &&
    Object.entries(earlier.keys).every(([key, glob]) => now.keys[key] === glob)
  );
}

/** Does a where of now match only what the earlier one does? A renamed file is the one that it was. */
function isWithin(now: Where | null, earlier: Where | null, { project, earlierPath }: Comparing): boolean {
  if (earlier === null || now?.text === earlier.text) return true;
  if (now === null) return false;
  const files = [...project.tree.keys()].filter((file) => inside(now, file));
  // Names of packages match no file: only the same text means the same.
  return files.length > 0 && files.every((file) => inside(earlier, file) || inside(earlier, earlierPath(file) ?? file));
}
