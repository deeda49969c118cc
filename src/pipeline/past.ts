import type { Changes, Comparison } from '../core/changes.ts';
import { hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import { once } from '../core/once.ts';
import type { Rule } from '../core/rule.ts';
import type { Past } from '../core/view.ts';
import type { Violation } from '../core/violation.ts';
import { renamingWheres } from '../core/zone.ts';
import type { Grounds } from '../settle/settle.ts';
import { examine } from './examine.ts';
import { branch, type State } from './follow.ts';
import { inputsOf } from './inputs.ts';
import type { Loaded } from './load.ts';
import { movedFolders, renaming } from './renaming.ts';
import { baseOf } from './snapshot.ts';

/** What examinations of the base come to, each made once. */
export interface Examined extends Past {
  /** Rules that could not check the base, so their earlier violations are unknown. */
  readonly unjudged: ReadonlySet<string>;
}

/** Examines the base with these rules, and the present with those of the base. */
export function pastOf(state: State, comparison: Comparison, rules: readonly Rule[]): Examined {
  const base = once(() => examineBase(state, comparison, rules));
  const moved = once(() => examineAsNamedBefore(state, comparison));
  return {
    get known() {
      return base().known;
    },
    get violations() {
      return base().violations;
    },
    get unjudged() {
      return base().unjudged;
    },
    get moved() {
      return moved();
    },
  };
}

function examineBase(state: State, { changes, before }: Comparison, rules: readonly Rule[]): Omit<Examined, 'moved'> {
  const { loaded } = state;
  const texts = new Map([...before].filter(([path]) => !loaded.written.has(path)));
  // What is older than everything makes no report look old.
  const world = { ...loaded.world, view: (overlay?: Comparison['before']) => loaded.world.view(overlay, 0) };
  const { loaded: past, memory } = branch(state, texts, { ...loaded, world, comparison: null, compare: null });
  const wanted = new Set(rules.map(({ id }) => id));
  const ran = past.rules.filter(({ id }) => wanted.has(id));
  const { standing, frozen, notRun, errors } = examine(inputsOf(past, memory), {
    ...everything,
    rules: ran,
    as: namesOfToday(changes, texts, loaded.view.tree.files.keys()),
  });
  const failed = ran.filter(({ at }) => errors.some((error) => error.at === at));
  const judged = new Set(ran.map(({ id }) => id));
  const violations = [...standing, ...frozen];
  return {
    violations,
    known: new Set(violations.map(({ id }) => id)),
    unjudged: new Set([
      ...notRun.map(({ rule }) => rule),
      ...failed.map(({ id }) => id),
      ...[...wanted].filter((id) => !judged.has(id)),
    ]),
  };
}

/** The names that a problem of the base would have today, so that a rename keeps ids. `now` are the files of today. */
function namesOfToday({ renamed }: Changes, before: Comparison['before'], now: Iterable<Path>): Grounds['as'] {
  if (renamed.size === 0) return undefined;
  const files = new Map([...renamed].map(([path, old]) => [old, path]));
  const gone = [...before].flatMap(([path, text]) => (text === null ? [] : [path]));
  return renaming({ files, folders: movedFolders(files, gone, now) });
}

/** The present texts under the configuration of the base, for which renamed files are where they were. */
function examineAsNamedBefore(state: State, comparison: Comparison): readonly Violation[] {
  const { loaded } = state;
  const { renamed } = comparison.changes;
  const written = new Set([...loaded.written.keys(), ...baseOf(loaded, comparison).written.keys()]);
  const texts = new Map([...comparison.before].filter(([path]) => written.has(path)));
  const { loaded: past, memory } = branch(state, texts, { ...loaded, comparison: null, compare: null });
  const named = asNamedBefore(past, renamed);
  const { standing } = examine(inputsOf(named, memory), { ...everything, rules: named.rules });
  return standing.filter(({ at }) => renamed.has(at.file));
}

const everything = { files: null, shown: null, frozen: () => false, idle: () => true } as const;

function asNamedBefore(loaded: Loaded, renamed: Changes['renamed']): Loaded {
  const rename = renamingWheres((path) => renamed.get(path) ?? path);
  const names = hashOf(JSON.stringify([...renamed]));
  const rules = loaded.rules.map((rule): Rule => ({
    ...rule,
    in: rule.in && rename(rule.in),
    not: rule.not && rename(rule.not),
    options: rename(rule.options),
    fingerprint: hashOf(`${rule.fingerprint}${names}`),
  }));
  const zones = new Map(
    [...(loaded.config?.zones ?? [])].map(([name, zone]) => [name, { ...zone, where: rename(zone.where) }]),
  );
  return { ...loaded, rules, config: loaded.config && { ...loaded.config, rules, zones } };
}
