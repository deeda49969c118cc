import type { Raise } from '../../../core/check.ts';
import type { Export } from '../../../core/code.ts';
import { listed } from '../../../core/listed.ts';
import type { Path } from '../../../core/location.ts';
import { type Facts, isTest, type Linked, type Lists } from '../../../core/view.ts';
import type { Problem } from '../../../core/violation.ts';
import { type IsReached, reachedFrom } from '../../../graph/symbols/reached.ts';
import { isRun } from './proof.ts';

type Exporting = Lists & Linked & Facts<'exports' | 'execution'>;

const mostNamed = 3;

/** The exported functions that no test reaches, of files that have a test. */
export function* unreachedIn(
  project: Exporting,
  tested: ReadonlyMap<Path, Path>,
  problem: Raise<'unreached'>,
): Iterable<Problem> {
  const isReached = reachedByTests(project);
  for (const [file, test] of tested) {
    const functions = unreachedFunctions(project, file, isReached);
    const [first] = functions;
    if (!first) continue;
    const names = functions.map(({ name }) => name).sort();
    const quoted = names.map((name) => `\`${name}\``);
    const few =
      quoted.length > mostNamed ? [...quoted.slice(0, mostNamed), `${quoted.length - mostNamed} more`] : quoted;
    const title = `test ${listed(few, 'and')} in \`${test}\``;
    yield problem(
      'unreached',
      { file, names: names.join(', ') },
      { file, place: first.at },
      {
        found: `no test reaches ${listed(quoted, 'and')}`,
        expected: 'a test that reaches each exported function',
        brief: `no test reaches ${listed(few, 'and')}`,
        fix: { title, safety: 'manual', edits: [], steps: [title] },
      },
    );
  }
}

/** What all tests of the project reach, by the names that their code mentions. */
function reachedByTests(project: Exporting): IsReached {
  const { graph, sources } = project;
  const tests = sources.filter((file) => isTest(project, file));
  return reachedFrom({ graph, taken: isRun(graph), uses: (file) => graph.uses(file) }, tests);
}

function unreachedFunctions(project: Exporting, file: Path, isReached: IsReached): Export[] {
  const { functions } = project.facts(file, 'execution');
  const names = new Set(functions.map(({ name }) => name));
  return project
    .facts(file, 'exports')
    .filter((one) => one.from === null && !one.type && names.has(one.local ?? one.name) && !isReached(file, one.name));
}
