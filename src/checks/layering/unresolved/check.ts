import { z } from 'zod';
import { defineCheck } from '../../../core/check.ts';
import type { Edge, Missing } from '../../../core/graph.ts';
import { edgeOptions, judgedKinds } from '../../../core/options.ts';
import { edgeStrictness } from '../../../core/strictness.ts';
import { type LostAlias, lostAliases, startOf } from '../../../graph/aliases.ts';
import { edgesOf, ofKinds } from '../../../graph/walk.ts';
import { placeOf, quoteImport } from '../../../graph/words.ts';

export const unresolved = defineCheck({
  name: 'unresolved',
  family: 'layering',
  summary: 'Every import resolves to a file or a declared package.',
  unfinished: true,
  options: z.strictObject({ ...edgeOptions }),
  strictness: edgeStrictness,
  reads: () => ({ graph: 'edges' }),
  excepts: 'edges',
  exceptKeys: ['specifier'],
  messages: {
    unresolved: (d) => `Cannot resolve \`${d['specifier']}\`.`,
  },
  statement: () => 'every import resolves to a file or a declared package',
  *check(project, o, problem) {
    const { possible, taken } = ofKinds(project.graph, judgedKinds(o));
    const lost = [...edgesOf(project.graph, possible)].flatMap((edge) => {
      const target = missingIn(edge);
      return target && project.judges(edge.from) && taken(edge.id) ? [{ edge, target }] : [];
    });
    const named = lost.filter(({ target: { relation } }) => relation === 'alias' || relation === 'package');
    const aliases = lostAliases(
      named.map(({ edge }) => edge.import.specifier),
      project.tree.keys(),
    );
    for (const { edge, target } of lost) {
      const { specifier } = edge.import;
      const alias = aliases.find(({ start }) => startOf(specifier) === start);
      const { missing, relation, cause } = target;
      const step = alias ? aliasStep(alias) : stepFor(target, specifier);
      yield problem('unresolved', { to: specifier, specifier, relation }, placeOf(edge), {
        found: quoteImport(project.graph, edge),
        expected: expected[relation],
        brief: `cannot resolve \`${specifier}\`: ${missing}`,
        fix: { title: 'fix the specifier', safety: 'manual', edits: [], steps: [step] },
        cause: alias ? `\`${alias.start}\` looks like a bundler alias` : cause,
      });
    }
  },
});

/** What is wrong with where an import leads: nothing is there, or its package does not export it. */
function missingIn({ target }: Edge): Missing | null {
  if ('missing' in target) return target;
  return ('file' in target && target.shut) || null;
}

function aliasStep({ start, folder }: LostAlias): string {
  return `if \`${start}\` is a bundler alias, add \`alias: { "${start}*": "${folder}*" }\` at the top of lintel.yaml: every import with this prefix has a file there`;
}

function stepFor({ built, relation }: Missing, specifier: string): string {
  if (built) return makeIt;
  return relation === 'alias' && specifier.startsWith('#') ? ownStep : steps[relation];
}

/** `#x` is what a package calls its own files. */
const ownStep = 'import an existing file, or fix `imports` in the nearest package.json';

const expected = {
  relative: 'an existing file',
  alias: 'an existing file',
  workspace: 'a path that the package exports',
  package: 'a package declared in package.json',
};

const makeIt = 'run the build that generates it, then run lintel again';

const steps = {
  relative: 'import an existing file, or create this one',
  alias: 'import an existing file, or fix `paths` in the nearest tsconfig.json',
  workspace: 'import a path that the package exports, or add it to the `exports` of that package',
  package: 'add it to the nearest package.json, or remove the import',
};
