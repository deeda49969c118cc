import { z } from 'zod';
import { defineCheck, type Raise } from '../../../core/check.ts';
import type { Edge } from '../../../core/graph.ts';
import type { Fix } from '../../../core/fix.ts';
import type { Path } from '../../../core/location.ts';
import { edgeOptions, judgedKinds, oneWhere, whereThat } from '../../../core/options.ts';
import type { Linked, Lists } from '../../../core/view.ts';
import { agree, type Binding, inside, type Where } from '../../../core/zone.ts';
import { addTo } from '../../../core/group.ts';
import { listed } from '../../../core/listed.ts';
import { edgeStrictness } from '../../../core/strictness.ts';
import { causeOfImport } from '../../../graph/causes.ts';
import { entryFix, rerouteFix } from '../../../graph/symbols/advice.ts';
import { withoutCycle } from '../../../graph/symbols/entrance.ts';
import { bringsAll, rerouted, throughNew } from '../../../graph/symbols/reroute.ts';
import { type Found, oncePerPattern } from '../../../graph/patterns.ts';
import { edgesOf, ofKinds } from '../../../graph/walk.ts';
import { namesOf, placeOf, quoteImport, symbolWords, targetName } from '../../../graph/words.ts';

const relative = whereThat({ relative: true, mayBeEmpty: true });

const options = z
  .strictObject({
    zone: oneWhere.describe('The parts that have an entry, usually a zone with captures.'),
    entry: relative
      .optional()
      .describe(
        'Entry files, relative to each instance; by default the exports of its package.json, else `index.*` or `src/index.*`.',
      ),
    internal: relative
      .optional()
      .describe('Instead of an entry: files that must not be imported from outside, relative to each instance.'),
    ...edgeOptions,
  })
  .refine((o) => !o.entry || !o.internal, { error: 'set `entry` or `internal`, not both' });
type Options = z.infer<typeof options>;

export const entryPoint = defineCheck({
  name: 'entry-point',
  family: 'layering',
  summary: 'Files outside a part import it only through its entry.',
  options,
  strictness: { ...edgeStrictness, internal: 'more' },
  reads: () => ({ graph: 'origins' }),
  alsoCalled: { 'public-api': '`zone`', barrel: '`zone`', internal: '`internal`' },
  excepts: 'edges',
  messages: {
    bypass: (d) => `${d['to']} is inside ${d['instance']}: import its entry ${d['entry']}.`,
    'no-entry': (d) => `${d['instance']} has no entry: files outside must not import it.`,
    internal: (d) => `${d['to']} is internal to ${d['instance']}.`,
  },
  statement: (o) =>
    o.internal
      ? `files outside ${o.zone.text} do not import its ${o.internal.text}`
      : `${o.zone.text} is imported from outside only through its entry`,
  guidance: (_, o) =>
    o.internal
      ? `must not import ${o.internal.text} of another ${o.zone.text}`
      : `another ${o.zone.text} only through ${o.entry ? `its ${o.entry.text}` : 'its entry'}`,
  *check(project, o, problem) {
    yield* oncePerPattern(problemsOf(project, o, problem));
  },
});

function* problemsOf(
  project: Lists & Linked,
  o: Options,
  problem: Raise<'bypass' | 'no-entry' | 'internal'>,
): Generator<Found> {
  const instanceOf = instances(project, o);
  const closed = new Map<Instance, Edge[]>();
  const named = new Map<Instance, readonly Edge[]>();
  const namedOf = (instance: Instance, all: readonly Edge[]): readonly Edge[] => {
    const names = all.filter((one) => !bringsAll(one));
    const found = named.get(instance) ?? withoutCycle(project.graph, names);
    named.set(instance, found);
    return found;
  };
  const { possible, taken } = ofKinds(project.graph, judgedKinds(o));
  for (const edge of edgesOf(project.graph, possible)) {
    if (!('file' in edge.target) || !project.judges(edge.from)) continue;
    const to = edge.target.file;
    const outside = o.zone.match(to).filter((binding) => !o.zone.match(edge.from).some((own) => agree(own, binding)));
    const bad = outside.map((binding) => instanceOf(binding)).find((instance) => !instance.opens(to));
    if (!bad || !taken(edge.id)) continue;
    const isClosed = !o.internal && bad.entries.length === 0;
    if (isClosed) addTo(closed, bad, edge);
    const bypass = isClosed ? 'no-entry' : 'bypass';
    const message = o.internal ? 'internal' : bypass;
    const entry = listed(
      bad.entries.slice(0, 3).map((file) => `\`${file}\``),
      'or',
    );
    yield {
      edge,
      problem: problem(
        message,
        {
          to,
          ...namesOf(edge),
          instance: bad.name,
          ...(message === 'bypass' ? { entry: bad.entries.slice(0, 3).join(', ') } : {}),
        },
        placeOf(edge),
        {
          found: quoteImport(project.graph, edge),
          expected: expectedOf(o, bad.name, entry),
          brief: `imports \`${edge.import.specifier}\`, inside ${bad.name}`,
          evidence: bad.entries.slice(0, 3).map((file) => ({ file, line: null, text: 'entry' })),
          cause: message === 'no-entry' ? `${bad.name} has no entry` : causeOfImport(project.graph, edge),
          fix: () => {
            if (o.internal) return repairInternal(project, edge, bad);
            const all = closed.get(bad);
            return all ? repairAll(project, { edge, named: namedOf(bad, all) }, bad) : repair(project, edge, bad);
          },
        },
      ),
    };
  }
}

interface Instance {
  readonly name: string;
  readonly root: Path;
  readonly entries: readonly Path[];
  /** May the outside import this file of it? */
  opens(file: Path): boolean;
}

/** Each instance once. */
function instances(project: Lists & Linked, o: Options): (binding: Binding) => Instance {
  const known = new Map<string, Instance>();
  return (binding) => {
    const key = JSON.stringify(binding);
    const found = known.get(key) ?? instanceAt(project, o, binding);
    known.set(key, found);
    return found;
  };
}

const usual = /^(?:src\/)?index\.[^/]*$/;

function instanceAt(project: Lists & Linked, o: Options, binding: Binding): Instance {
  const roots = o.zone.roots(binding);
  const [root = ''] = roots;
  const name = `\`${roots[0] ?? o.zone.text}\``;
  const among =
    (where: Where) =>
    (file: Path): boolean =>
      inside(where, file, binding);
  if (o.internal) {
    const hidden = among(o.internal);
    return { name, root, entries: [], opens: (file) => !hidden(file) };
  }
  const declared = o.entry ? [] : roots.flatMap((one) => project.packages.at(one)?.entries ?? []);
  if (declared.length > 0) return { name, root, entries: declared, opens: (file) => declared.includes(file) };
  const opens = o.entry
    ? among(o.entry)
    : (file: Path): boolean =>
        roots.some((one) => file.startsWith(`${one}/`) && usual.test(file.slice(one.length + 1)));
  return { name, root, entries: [...project.tree.keys()].filter(opens).sort(), opens };
}

/** Leads the import through the entries; where that cannot be, says what stands in the way. */
function repair({ graph }: Linked, edge: Edge, { name, entries }: Instance): Fix {
  const way = rerouted(graph, edge, entries);
  if (!('obstacle' in way)) return rerouteFix(edge, way);
  const what = symbolWords(edge.import, `\`${edge.import.specifier}\``);
  return manual('use the entry', `no entry of ${name} can export ${what}: ${way.obstacle}`);
}

/** Makes the entry that an instance lacks, for all imports from outside that bring in names and that it would not lead back to; those of whole files stay as they are. */
function repairAll(
  project: Linked & Lists,
  { edge, named }: { readonly edge: Edge; readonly named: readonly Edge[] },
  { name, root, opens }: Instance,
): Fix {
  if (!bringsAll(edge) && !named.includes(edge))
    return manual(
      'create an entry',
      `create an entry of ${name} and import it: the entry would import \`${edge.from}\``,
    );
  const edges = bringsAll(edge) ? [edge] : named;
  const extension = edges.map((edge) => /\.[cm]?[jt]s(?=x?$)/.exec(targetName(edge))?.[0]).find(Boolean) ?? '.ts';
  const made = `${root}/index${extension}`;
  const isFree = opens(made) && ![...project.tree.keys()].some((file) => file.startsWith(`${root}/index.`));
  const way = isFree ? throughNew(project, edges, made) : { obstacle: `\`${made}\` would not be one` };
  if (!('obstacle' in way)) return entryFix(made, way);
  return manual('create an entry', `create an entry of ${name} and import it: ${way.obstacle}`);
}

function repairInternal({ graph }: Linked, edge: Edge, { name, opens }: Instance): Fix {
  const what = symbolWords(edge.import, `\`${edge.import.specifier}\``);
  const to = targetName(edge);
  const offers = graph
    .importersOf(to)
    .flatMap(({ from, import: one }) => (one.form === 'export' && opens(from) ? [from] : []));
  const way = rerouted(graph, edge, [...new Set(offers)].sort());
  if (!('obstacle' in way) && way.reexports.length === 0) return rerouteFix(edge, way);
  return manual(
    'use a public file',
    `no public file of ${name} exports ${what}: remove the import from \`${edge.from}\``,
  );
}

function manual(title: string, step: string): Fix {
  return { title, safety: 'manual', edits: [], steps: [step] };
}

function expectedOf({ internal }: Options, instance: string, entry: string): string {
  if (internal) return `an import of ${instance} outside ${internal.text}`;
  return entry ? `an import of ${entry}` : `an entry file in ${instance}`;
}
