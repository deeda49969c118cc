import type { Bindings, Doubt, Occurrence, Tie, Variable } from '../core/bindings.ts';
import type { Idiom } from '../core/language.ts';
import type { Place } from '../core/location.ts';
import { addTo } from '../core/group.ts';

/** Where a new name is to be written, or why it is not. */
export type Renaming =
  | { readonly variable: Variable; readonly doubt: string | null }
  | {
      readonly reason: string;
      /** Nobody can make this rename: the name would mean something else. */
      readonly breaks?: boolean;
      /** Other files use the name: the whole program must be asked. */
      readonly outside?: boolean;
      /** The name is chosen elsewhere, or must stay as it is. */
      readonly given?: boolean;
    };

/** Renames variables of one file, one after the other, so that later ones cannot take the same name. */
export type Renamer = (place: Place, to: string) => Renaming;

/** Said of a name that is no variable of its file. */
export const usedAnywhere = 'other files may use it';

const tieTexts: Readonly<Record<Tie, string>> = {
  exported: 'it is exported, so other files may use the name',
  global: 'the file is not a module, so its top-level names are global',
  ambient: 'it declares something that is defined elsewhere',
  member: 'it is a member, so other files may use the name',
  evaluated: '`eval` or `with` can see it',
  factory: 'JSX may compile to calls of it',
  escaped: 'it contains an escape sequence',
  bodiless: 'TypeScript does not allow renaming in a pattern of a function without a body',
};

/** What may read the `name` of a class or function. */
const doubtTexts: Readonly<Record<Doubt, string>> = {
  decorated: 'its decorators may read the name',
  reflected: 'its `name` is read at run time',
  handed: 'the class is passed to other code, which may read its `name`, as containers, mappers and serializers do',
  listed: 'the function is in a list or object, and this file reads a `name` that may be its name',
};

/** Names with a meaning for loaders and compilers, in addition to reserved words. */
const loaded = new Set(['async', 'of', 'require', 'exports', 'module', 'Promise']);

/** The bindings of a file, with their new names. */
interface Model extends Bindings {
  readonly idiom: Pick<Idiom, 'isVariableName'>;
  /** The last scope inside each scope: those inside one follow it. */
  readonly lasts: readonly number[];
  readonly byPlace: ReadonlyMap<string, Variable>;
  /** The variables of each name, by their scope. */
  readonly byName: Map<string, Map<number, Variable[]>>;
  readonly freeIn: ReadonlyMap<string, readonly number[]>;
  readonly unknown: ReadonlySet<string>;
  readonly renamed: Map<Variable, string>;
}

/** A renamer for the names of one file. A name that is given away counts as taken under its old and its new form. */
export function createRenamer(bindings: Bindings, idiom: Model['idiom']): Renamer {
  const model = modelOf(bindings, idiom);
  return (place, to) => {
    const variable = model.byPlace.get(keyOf(place));
    if (!variable) return { reason: usedAnywhere };
    const before = model.renamed.get(variable);
    const doubt = variable.doubt ? doubtTexts[variable.doubt] : unusedDoubt(variable, to);
    if (before !== undefined) return before === to ? { variable, doubt } : { reason: `it becomes \`${before}\`` };
    const isTag = variable.occurrences.some(({ writing }) => writing === 'tag');
    if (isTag && !isComponent(to)) return { reason: `\`<${to}>\` would be an element, not a component`, given: true };
    const broken = breakage(model, variable, to);
    if (broken !== null) return { reason: broken, breaks: true };
    const reason = refusal(model, variable, to);
    if (reason !== null) return { reason, outside: variable.tie === 'exported', given: variable.tie === 'ambient' };
    model.renamed.set(variable, to);
    give(model.byName, to, variable);
    return { variable, doubt };
  };
}

/** Compilers and linters report what nothing uses, unless its name begins with an underscore. */
function unusedDoubt({ name, occurrences }: Variable, to: string): string | null {
  if (!name.startsWith('_') || to.startsWith('_')) return null;
  const isUsed = occurrences.filter(({ writing }) => writing !== 'comment').length > 1;
  return isUsed ? null : 'it is unused, and compilers report that unless the name begins with an underscore';
}

function modelOf(bindings: Bindings, idiom: Model['idiom']): Model {
  const lasts = bindings.scopes.map((_, index) => index);
  for (let index = lasts.length - 1; index > 0; index--) {
    const upper = bindings.scopes[index] ?? 0;
    lasts[upper] = Math.max(lasts[upper] ?? 0, lasts[index] ?? 0);
  }
  const byName: Model['byName'] = new Map();
  const byPlace = new Map<string, Variable>();
  const unknown = new Set(bindings.unclear);
  for (const variable of bindings.variables) {
    give(byName, variable.name, variable);
    for (const { at, writing } of variable.occurrences) {
      if (writing === 'comment') continue;
      const key = keyOf(at);
      // A name that is declared twice, as no compiler lets pass.
      if ((byPlace.get(key) ?? variable) !== variable) unknown.add(variable.name);
      byPlace.set(key, variable);
    }
  }
  const freeIn = new Map<string, number[]>();
  for (const { name, scope } of bindings.free) addTo(freeIn, name, scope);
  return { ...bindings, idiom, lasts, byPlace, byName, freeIn, unknown, renamed: new Map() };
}

const keyOf = ({ line, column }: Place): string => `${String(line)}:${String(column)}`;

function give(byName: Model['byName'], name: string, variable: Variable): void {
  const scopes = byName.get(name) ?? new Map<number, Variable[]>();
  byName.set(name, scopes);
  addTo(scopes, variable.scope, variable);
}

/** What this name would mean instead, for whoever makes the rename; null where it would mean the same. */
function breakage(model: Model, { scope }: Variable, to: string): string | null {
  const isUsed = model.freeIn.get(to)?.some((one) => isInside(model, one, scope)) ?? false;
  return isUsed ? `\`${to}\` means something else here` : null;
}

/** Why a variable cannot have this name; null when it can. */
function refusal(model: Model, variable: Variable, to: string): string | null {
  const { name, tie } = variable;
  if (tie !== null) return tieTexts[tie];
  if (!model.idiom.isVariableName(to) || !model.idiom.isVariableName(name) || loaded.has(to))
    return `\`${to}\` cannot be the name of a variable`;
  for (const one of [name, to])
    if (model.unknown.has(one)) return `\`${one}\` is also used where its meaning is unknown`;
  return clash(model, variable, to);
}

const isComponent = (name: string): boolean => !/^[a-z]/.test(name) && name.charAt(0) === name.charAt(0).toUpperCase();

/** Would a name mean something else than it did? */
function clash(model: Model, variable: Variable, to: string): string | null {
  const { scope, occurrences, name } = variable;
  const others = model.byName.get(to);
  for (const one of others ? scopesTo(model, occurrences, scope) : [])
    if (others?.get(one)?.some((other) => other !== variable)) return `\`${to}\` already exists here`;
  // A `var` is bound above where it stands, and what is used inside may be meant further out.
  for (let outer = model.scopes[scope] ?? -1; others && outer >= 0; outer = model.scopes[outer] ?? -1) {
    if (others.get(outer)?.some((other) => other.occurrences.some((one) => isInside(model, one.scope, scope))))
      return `\`${to}\` means something else here`;
  }
  // In sloppy code a name may be bound further out than it seems.
  if (model.freeIn.get(name)?.some((one) => isInside(model, one, model.scopes[scope] ?? scope)))
    return `\`${name}\` is also used outside its scope`;
  return null;
}

/** The scopes from each occurrence out to the one that binds. */
function scopesTo({ scopes }: Model, occurrences: readonly Occurrence[], outermost: number): ReadonlySet<number> {
  const found = new Set([outermost]);
  for (const { scope } of occurrences) {
    for (let at = scope; at > outermost && !found.has(at); at = scopes[at] ?? -1) found.add(at);
  }
  return found;
}

function isInside({ lasts }: Model, scope: number, outer: number): boolean {
  return scope >= outer && scope <= (lasts[outer] ?? outer);
}
