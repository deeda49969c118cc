import { z } from 'zod';
import { defineCheck } from '../../../core/check.ts';
import { edgeOptions, judgedKinds } from '../../../core/options.ts';
import { edgesOf, ofKinds } from '../../../graph/walk.ts';
import { placeOf, quoteImport } from '../../../graph/words.ts';

export const unresolved = defineCheck({
  name: 'unresolved',
  family: 'layering',
  summary: 'Every import leads somewhere.',
  options: z.strictObject({ ...edgeOptions }),
  reads: () => ({ graph: 'edges' }),
  excepts: 'edges',
  exceptKeys: ['specifier'],
  messages: {
    unresolved: (d) => `\`${d['specifier']}\` leads nowhere.`,
  },
  statement: () => 'every import leads to a file or a declared package',
  *check(project, o, problem) {
    const { possible, taken } = ofKinds(project.graph, judgedKinds(o));
    for (const edge of edgesOf(project.graph, possible)) {
      if (!('missing' in edge.target) || !project.judges(edge.from) || !taken(edge.id)) continue;
      const { specifier } = edge.import;
      const { missing, relation, cause, built } = edge.target;
      yield problem('unresolved', { to: specifier, specifier, relation }, placeOf(edge), {
        found: quoteImport(edge.import),
        expected: relation === 'package' ? 'a package that a package.json declares' : 'a file that exists',
        brief: `\`${specifier}\` leads nowhere: ${missing}`,
        fix: { title: 'correct the specifier', safety: 'manual', edits: [], steps: [built ? makeIt : steps[relation]] },
        cause,
      });
    }
  },
});

const makeIt = 'run the command that makes it, then check again';

const steps = {
  relative: 'correct the specifier, or create the file',
  alias: 'correct the specifier, or the `paths` of the nearest tsconfig',
  workspace: 'correct the specifier, or the `exports` of that package',
  package: 'declare it in the nearest package.json, or remove the import',
};
