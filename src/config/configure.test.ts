import { expect, test } from 'vitest';
import { errorLine } from '../core/error.ts';
import { checks } from './fake-checks.test-data.ts';
import { configure } from './index.ts';

/** The lines that a configuration of one file comes to. */
function linesOf(text: string, paths: readonly string[] = ['src/ui/page.ts', 'src/core/model.ts']): readonly string[] {
  const made = configure({ file: 'lintel.yaml', read: (path) => (path === 'lintel.yaml' ? text : null), paths, checks, packs: ['recommended', 'domain-layers'], pack: () => null });
  return made.errors.map(errorLine);
}
test.each([['version: 1\nrules:\n  a/b:\n    check: layers\n    layers: [src/ui, src/core]\n', []]])('%s', (text, lines) => { expect(linesOf(text)).toEqual(lines); });
