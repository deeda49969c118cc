import { z } from 'zod';
import { at } from '../../../core/at.ts';
import { defineCheck, type Raise } from '../../../core/check.ts';
import type { Fix } from '../../../core/fix.ts';
import type { Edge } from '../../../core/graph.ts';
import { edgeOptions, judgedKinds, where } from '../../../core/options.ts';
import type { Facts, Linked, Lists } from '../../../core/view.ts';
import type { Problem } from '../../../core/violation.ts';
import { type Binding, inside } from '../../../core/zone.ts';
import { type Arrival, arrivalsOf } from '../../../graph/arrivals.ts';
import { causeOfChain, causeOfImport } from '../../../graph/causes.ts';
import { isFacade } from '../../../graph/facade.ts';
import { manualFix } from '../../../graph/symbols/advice.ts';
import { describeImport } from '../../../graph/symbols/describe.ts';
import { createRepair } from '../../../graph/symbols/repair.ts';
import { type Found, oncePerPattern } from '../../../graph/patterns.ts';
import { type Chain, chainFinder, edgesOf, ofKinds, type Selection } from '../../../graph/walk.ts';
import { hopsOf, namesOf, placeOf, quoteImport, targetName, viaWords } from '../../../graph/words.ts';
import { contractOf, importedBy, importerBinding, isAllowed } from './limits.ts';
import { isSpelling, respelling } from './spelling.ts';
import { strictness } from './strictness.ts';
import { holdsFile, holdsName, type Item, items, speaksOfPackages, symbols, wordsOf } from './targets.ts';

const options = z
  .strictObject({
    from: where.optional().describe('The importing files; all files by default.'),
    deny: items.optional().describe('Targets that these files must not import.'),
    allow: items
      .optional()
      .describe('The only targets that these files may import, besides their own instance of `from`.'),
    require: items.optional().describe('Targets of which each file must import at least one.'),
    indirect: z.boolean().default(false).describe('With `deny`: also check import chains.'),
    symbols: symbols.optional().describe('With `deny`: only these imported names.'),
    namespaces: z
      .literal('ignore')
      .optional()
      .describe('With `symbols`: `ignore` passes `* as`, which imports all names otherwise.'),
    facade: z
      .literal('judge')
      .optional()
      .describe('`judge` also follows re-exports through the public entry of another workspace package.'),
    ...edgeOptions,
  })
  .refine((o) => [o.deny, o.allow, o.require].filter(Boolean).length === 1, {
    error: 'set exactly one of `deny`, `allow` and `require`',
  })
  .refine((o) => o.deny !== undefined || (o.symbols === undefined && !o.indirect), {
    error: '`symbols` and `indirect` need `deny`',
  })
  .refine((o) => o.symbols !== undefined || o.namespaces === undefined, { error: '`namespaces` needs `symbols`' });
type Options = z.infer<typeof options>;
type Message = 'denied' | 'not-allowed' | 'missing';

export const imports = defineCheck({
  name: 'imports',
  family: 'layering',
  summary: 'Files import what is required and nothing that is denied.',
  options,
  strictness,
  reads: (o) => ({ graph: o.require ? 'edges' : 'origins', facts: o.require ? ['problems'] : [] }),
  excepts: 'edges',
  alsoCalled: {
    'no-restricted-imports': '`deny`',
    forbidden: '`deny`',
  },
  forbids: { in: { beside: 'from', because: '`from` already selects the files' } },
  messages: {
    denied: (d) => `${d['from']} must not ${d['reaches'] === undefined ? 'import' : 'reach'} ${d['denied']}.`,
    'not-allowed': (d) => `${d['from']} may import only ${d['allowed']}.`,
    missing: (d) => `${d['from']} must import ${d['required']}.`,
  },
  statement: (o) => `${o.from?.text ?? 'files'} ${demandOf(o)}`,
  guidance: (_, o, file) => (!o.from || inside(o.from, file) ? demandOf(o) : null),
  *mistakes(_, o) {
    for (const item of [...(o.deny ?? []), ...(o.allow ?? []), ...(o.require ?? [])]) {
      if ('match' in item || !('zone' in item)) continue;
      const capture = 'same' in item ? item.same : item.other;
      for (const where of [item.zone, ...(o.from ? [o.from] : [])]) {
        if (!where.captures.includes(capture))
          yield `${where.text} has no {${capture}}${where.captures.length ? `; it has ${where.captures.map((name) => `{${name}}`).join(', ')}` : ''}`;
      }
    }
  },
  *check(project, o, problem) {
    if (o.require) yield* missing(project, { ...o, require: o.require }, problem);
    else yield* oncePerPattern(offences(project, o, problem));
  },
});

function demandOf(o: Options): string {
  if (o.deny) return `must not import ${o.symbols ? `\`${o.symbols.join('`, `')}\` of ` : ''}${wordsOf(o.deny, 'or')}`;
  return o.allow ? `may import only ${wordsOf(o.allow, 'and')}` : `must import ${wordsOf(o.require ?? [], 'or')}`;
}

function* offences(project: Lists & Linked, o: Options, problem: Raise<Message>): Generator<Found> {
  const selection = ofKinds(project.graph, judgedKinds(o));
  const repair = createRepair(project.graph, contractOf(project, o));
  const respell = (chain: Chain): Fix => respelling(project, chain);
  for (const edge of edgesOf(project.graph, selection.possible)) {
    const binding = importerBinding(project, o, edge.from);
    const found = binding && (o.deny ? denied(project, o, edge, binding) : notAllowed(project, o, edge, binding));
    if (!found || !selection.taken(edge.id)) continue;
    const offence = { edge, found, repair: isSpelling(project, o.deny ?? [], edge, binding) ? respell : repair };
    yield { edge, problem: direct(project, o, offence, problem) };
  }
  if (o.deny && o.indirect) yield* chains(project, { ...o, deny: o.deny }, { selection, repair }, problem);
}

/** Every denied target of an edge, the written one first; undefined when there is none. */
function denied(project: Lists & Linked, o: Options, edge: Edge, binding: Binding): Arrival[] | undefined {
  const deny = o.deny ?? [];
  const named = (names: readonly string[]): boolean =>
    !o.symbols || names.some((name) => (name === '*' ? o.namespaces !== 'ignore' : o.symbols?.includes(name)));
  if (!named(edge.import.symbols.map((symbol) => symbol.name))) return undefined;
  if (holdsName(deny, edge, binding)) return [{ file: targetName(edge), names: [], through: [] }];
  if (!('file' in edge.target)) return undefined;
  const found = arrivalsOf(project.graph, edge).filter((arrival) => {
    if (arrival.through.length && (!named(arrival.names) || behindFacade(project, o, edge, arrival))) return false;
    return holdsFile(deny, importedBy(project, edge.from, arrival.file), binding);
  });
  return found.length ? found : undefined;
}

function behindFacade(project: Lists & Linked, o: Options, edge: Edge, arrival: Arrival): boolean {
  return o.facade !== 'judge' && arrival.through.some((file) => isFacade(project.packages, edge.from, file));
}

/** Every target of an edge that is outside `allow`; undefined when there is none. */
function notAllowed(project: Lists & Linked, o: Options, edge: Edge, binding: Binding): Arrival[] | undefined {
  const allow = o.allow ?? [];
  if (holdsName(allow, edge, binding)) return undefined;
  if (!('file' in edge.target))
    return 'package' in edge.target && speaksOfPackages(allow)
      ? [{ file: targetName(edge), names: [], through: [] }]
      : undefined;
  const written = edge.target.file;
  return isAllowed(o, importedBy(project, edge.from, written), binding)
    ? undefined
    : [{ file: written, names: [], through: [] }];
}

/** An import that may not be, and why. */
interface Offence {
  readonly edge: Edge;
  readonly found: readonly Arrival[];
  readonly repair: (chain: Chain) => Fix;
}

function direct(
  project: Lists & Linked,
  o: Options,
  { edge, found, repair }: Offence,
  problem: Raise<Message>,
): Problem {
  const [first, ...others] = found;
  const to = first?.file ?? targetName(edge);
  const via = first?.through.length ? ` via ${first.through.join(' > ')}` : '';
  const from = `\`${o.from?.text ?? edge.from}\``;
  const evidence = [...(via && first ? [first] : []), ...others].map((arrival) => ({
    file: arrival.file,
    line: null,
    text: `declares ${arrival.names.join(', ')}`,
  }));
  const brief = via
    ? `imports ${(first?.names ?? []).map((name) => `\`${name}\``).join(', ')} of \`${to}\`${via}`
    : `imports \`${edge.import.specifier}\`${describeImport(project.graph, edge)}`;
  const words = wordsOf(o.deny ?? o.allow ?? [], o.deny ? 'or' : 'and');
  const about = { to, ...namesOf(edge), from };
  const details = {
    found: quoteImport(project.graph, edge),
    expected: o.deny ? `no import of ${words}` : `an import of ${words}`,
    evidence,
    brief,
    cause: causeOfImport(project.graph, edge),
    fix: () => repair([edge]),
  };
  return o.deny
    ? problem('denied', { ...about, denied: words }, placeOf(edge), details)
    : problem('not-allowed', { ...about, allowed: words }, placeOf(edge), details);
}

function* missing(
  project: Lists & Linked & Facts<'problems'>,
  o: Options & { readonly require: readonly Item[] },
  problem: Raise<Message>,
): Iterable<Problem> {
  const { graph } = project;
  const { possible, taken } = ofKinds(graph, judgedKinds(o));
  for (const file of graph.files) {
    const binding = importerBinding(project, o, file);
    if (!binding) continue;
    const isRequired = (edge: Edge): boolean =>
      holdsName(o.require, edge, binding) ||
      arrivalsOf(graph, edge).some(({ file: target }) =>
        holdsFile(o.require, importedBy(project, edge.from, target), binding),
      );
    const isMet = graph.importsOf(file).some((edge) => possible(edge.id) && isRequired(edge) && taken(edge.id));
    // What a file that does not parse imports is not known.
    if (isMet || project.facts(file, 'problems').length > 0) continue;
    const required = wordsOf(o.require, 'or');
    yield problem(
      'missing',
      { file, from: `\`${o.from?.text ?? file}\``, required },
      { file, place: null },
      {
        found: `no import of ${required}`,
        expected: `an import of ${required}`,
        brief: `does not import ${required}`,
        fix: manualFix(`import ${required}`, [`import ${required} in \`${file}\``]),
      },
    );
  }
}

/** Chains that leave `from` and end in what is denied, one search for each set of captured values. */
function* chains(
  project: Lists & Linked,
  o: Options & { readonly deny: readonly Item[] },
  { selection, repair }: { readonly selection: Selection; readonly repair: Offence['repair'] },
  problem: Raise<Message>,
): Iterable<Found> {
  const { graph } = project;
  const groups = new Map<string, { binding: Binding; firsts: Edge[] }>();
  for (const edge of edgesOf(graph, selection.possible)) {
    const binding = importerBinding(project, o, edge.from);
    if (
      !binding ||
      !('file' in edge.target) ||
      importerBinding(project, o, edge.target.file) ||
      holdsFile(o.deny, { file: edge.target.file, owner: null }, binding)
    )
      continue;
    const key = JSON.stringify(binding);
    const group = groups.get(key);
    if (group) group.firsts.push(edge);
    else groups.set(key, { binding, firsts: [edge] });
  }
  const words = wordsOf(o.deny, 'or');
  for (const { binding, firsts } of groups.values()) {
    const goals = graph.files.flatMap((file, id) => (holdsFile(o.deny, { file, owner: null }, binding) ? [id] : []));
    const passes = (file: number): boolean => !importerBinding(project, o, at(graph.files, file));
    for (const chain of chainFinder(graph, { firsts, selection, passes })(goals)) {
      if (chain.length < 2) continue;
      const [first] = chain;
      const from = `\`${o.from?.text ?? first.from}\``;
      const data = { to: targetName(first), ...namesOf(first), from, denied: words, reaches: words };
      const reaching = problem('denied', data, placeOf(first), {
        found: quoteImport(graph, first),
        expected: `no import chain to ${words}`,
        evidence: hopsOf(graph, chain),
        brief: `reaches ${words} ${viaWords(chain)}`,
        cause: causeOfChain(chain),
        fix: () => repair(chain),
      });
      yield { edge: first, problem: reaching };
    }
  }
}
