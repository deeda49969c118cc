import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { corpusOf, familyNames } from './corpus.js';
import { inProject, violationsIn } from './run-lintel.js';

const changes = {
  'lines above': (_, text) => `// One.\n// Two.\n\n${text}`,
  reformatted: (path, text) =>
    format(text, {
      filepath: path,
      printWidth: 40,
      semi: false,
      singleQuote: false,
      useTabs: true,
      trailingComma: 'all',
    }),
};

/** How many ids stay what they are when every source file changes its lines or its layout. */
export async function stability(density = 20) {
  const rows = [];
  for (const family of familyNames) {
    const { files } = corpusOf({ family, density });
    for (const [change, textOf] of Object.entries(changes))
      await inProject(files, async (root) => {
        const before = violationsIn(root).map(({ id }) => id);
        for (const [path, text] of files)
          if (path.endsWith('.ts')) writeFileSync(join(root, path), await textOf(path, text));
        const after = new Set(violationsIn(root).map(({ id }) => id));
        rows.push({
          family,
          change,
          ids: before.length,
          same: before.filter((id) => after.has(id)).length,
          after: after.size,
        });
      });
  }
  return rows;
}
