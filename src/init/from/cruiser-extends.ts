import { listOf, type Project, recordOf, stringsOf } from './translation.ts';

type Item = Readonly<Record<string, unknown>>;

/** So many files may extend each other; this limit stops endless cycles. */
const mostBases = 10;

/** With the rules of JSON files that it extends. Files that cannot be read stay in `extends`. */
export function extended(config: Item, project: Project, left = mostBases): Item {
  const { extends: names, ...own } = config;
  const bases = stringsOf(names).map((name) => ({ name, value: left > 0 ? baseOf(name, project) : undefined }));
  const unreadNames = bases.flatMap(({ name, value }) => (value === undefined ? [name] : []));
  const merged = bases
    .filter(({ value }) => value !== undefined)
    .reduceRight((all, { value }) => mergedOver(all, extended(recordOf(value), project, left - 1)), own as Item);
  return unreadNames.length === 0 ? merged : { ...merged, extends: unreadNames };
}

/** A file beside this one, or of an installed package. */
function baseOf(name: string, { value }: Project): unknown {
  if (!name.endsWith('.json')) return undefined;
  if (name.startsWith('./')) return value(name.slice(2));
  return name.startsWith('.') || name.startsWith('/') ? undefined : value(`node_modules/${name}`);
}

/** Of rules with the same name, each key is taken from the first that has it. */
function mergedOver(config: Item, base: Item): Item {
  const rulesIn = (key: string): readonly unknown[] => {
    const [theirs, ours] = [listOf(base[key]).map(recordOf), listOf(config[key]).map(recordOf)];
    const named = (rules: readonly Item[], { name }: Item): Item | undefined =>
      name === undefined ? undefined : rules.find((rule) => rule['name'] === name);
    return [
      ...theirs.filter((rule) => named(ours, rule) === undefined),
      ...ours.map((rule) => ({ ...named(theirs, rule), ...rule })),
    ];
  };
  return {
    ...base,
    ...config,
    forbidden: rulesIn('forbidden'),
    required: rulesIn('required'),
    allowed: [...listOf(base['allowed']), ...listOf(config['allowed'])],
    options: { ...recordOf(base['options']), ...recordOf(config['options']) },
  };
}
