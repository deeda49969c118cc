import type { Fix } from '../../../core/fix.ts';
import type { Path } from '../../../core/location.ts';
import { isTest, type Lists } from '../../../core/view.ts';

/** So many tests tell how tests are written. */
const mostModels = 9;

/** A test that imports the file, with a hole in each case. */
export function writing(project: Lists, { file, test, covering }: Written): Fix {
  const title = `write \`${test}\`${covering}`;
  return {
    title,
    safety: 'placeholder',
    edits: [],
    intent: { kind: 'write-test', file, test, like: testsNear(project, test) },
    reason: 'its cases fail until you write them',
    steps: [title],
  };
}

interface Written {
  readonly file: Path;
  readonly test: Path;
  /** What it is to cover, after the words that it is written. */
  readonly covering: string;
}

/** The tests with which a path has most folders in common, the nearest first. */
function testsNear(project: Lists, path: Path): Path[] {
  const folders = path.split('/').slice(0, -1);
  const near = project.sources
    .filter((one) => one !== path && isTest(project, one))
    .map((test) => ({ test, shared: sharedWith(folders, test) }));
  return near
    .sort((a, b) => b.shared - a.shared)
    .slice(0, mostModels)
    .map(({ test }) => test);
}

function sharedWith(folders: readonly string[], path: Path): number {
  const others = path.split('/').slice(0, -1);
  const end = folders.findIndex((folder, index) => folder !== others[index]);
  return end < 0 ? folders.length : end;
}
