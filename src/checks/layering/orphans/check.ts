import { z } from 'zod';
import { defineCheck } from '../../../core/check.ts';
import type { Fix } from '../../../core/fix.ts';
import type { Path } from '../../../core/location.ts';
import { configuresTools } from '../../../core/manifest.ts';
import { whereThat } from '../../../core/options.ts';
import type { Linked, Lists } from '../../../core/view.ts';
import { inside, type Where } from '../../../core/zone.ts';
import { listed } from '../../../core/listed.ts';
import { type Orphan, orphansOf } from '../../../graph/orphans.ts';

const options = z.strictObject({
  entries: whereThat({}).describe(
    'Entry points: files that are used without being imported, such as program starts, tests and pages.',
  ),
});

export const orphans = defineCheck({
  name: 'orphans',
  family: 'layering',
  summary: 'Every file is reachable from an entry.',
  unfinished: true,
  options,
  strictness: { entries: 'fewer' },
  reads: () => ({ graph: 'edges' }),
  messages: {
    orphan: (d) => `${d['file']} is not reachable from any entry.`,
  },
  statement: (o) => `every file is reachable from ${o.entries.text}`,
  *check(project, o, problem) {
    const { graph } = project;
    const roots = rootsOf(project, o.entries);
    const candidates = project.files
      .flatMap((file) => graph.id(file) ?? [])
      // What it declares may be used without an import.
      .filter((id) => !graph.idiom(graph.files[id] ?? '')?.declares);
    for (const orphan of orphansOf(graph, roots, candidates)) {
      const name = (id: number): Path => graph.files[id] ?? '';
      const importers = orphan.importers.map(name);
      yield problem(
        'orphan',
        { file: name(orphan.file) },
        { file: name(orphan.file), place: null },
        {
          ...wordsOf(orphan, importers),
          expected: 'an entry that reaches it',
          evidence: importers.map((file) => ({ file, line: null, text: 'imports it, but is an orphan too' })),
          fix: fixOf(orphan, name),
          ...(orphan.owner === null ? {} : { cause: `\`${name(orphan.owner)}\` is unused` }),
        },
      );
    }
  },
});

/** The entries, and what package.json files or configurations of tools name, or a tool loads by its name. */
function rootsOf({ graph, packages, sources }: Linked & Pick<Lists, 'sources'>, entries: Where): number[] {
  const isContent = (file: Path): boolean => graph.idiom(file)?.isContent ?? false;
  const roots = new Set<Path>(
    sources.filter((file) => configuresTools(file) || isContent(file) || inside(entries, file)),
  );
  for (const owner of new Set(sources.map((file) => packages.owner(file))))
    for (const file of [...(owner?.entries ?? []), ...(owner?.commands ?? [])]) roots.add(file);
  for (const file of packages.configured) roots.add(file);
  return [...roots].flatMap((file) => graph.id(file) ?? []);
}

function wordsOf(
  { file, misspelt }: Orphan,
  importers: readonly Path[],
): { readonly found: string; readonly brief: string } {
  if (misspelt?.meant === file) {
    const { from, import: written } = misspelt.edge;
    const brief = `${from}:${written.at.line} imports \`${written.specifier}\`, which does not exist; it may mean this file`;
    return { found: brief, brief };
  }
  if (importers.length === 0) return { found: 'no file imports it', brief: 'no file imports it' };
  return {
    found: `imported only by ${someOf(importers)}`,
    brief: `imported only by other orphans: ${someOf(importers)}`,
  };
}

function fixOf({ file, importers, needs, misspelt }: Orphan, name: (id: number) => Path): Fix {
  if (misspelt) {
    const { edge, meant } = misspelt;
    const written = `\`${edge.import.specifier}\` in \`${edge.from}\``;
    const step = `correct ${written}${meant === file ? '' : `, which may mean \`${name(meant)}\``}`;
    return { title: 'correct the import', safety: 'manual', edits: [], steps: [step] };
  }
  const [first] = importers;
  if (first !== undefined) {
    const steps = [`delete it together with ${someOf(importers.map(name))}, or import it from a file that is used`];
    return { title: 'delete it and its importers', safety: 'manual', edits: [], steps };
  }
  const files = [file, ...needs].map(name);
  return {
    title: needs.length === 0 ? 'delete the file' : `delete it and ${someOf(needs.map(name))}, which only it needs`,
    safety: 'suggested',
    edits: files.map((one) => ({ kind: 'delete', file: one })),
    steps: [],
    reason: 'it may be loaded by name',
  };
}

const mostNames = 3;

function someOf(files: readonly Path[]): string {
  const named = files.slice(0, mostNames).map((file) => `\`${file}\``);
  const more = files.length - named.length;
  return listed(more > 0 ? [...named, `${more} more`] : named, 'and');
}
