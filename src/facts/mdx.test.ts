import { describe, expect, it } from 'vitest';
import { costOf } from '../../test/cost.ts';
import type { Sections } from '../core/fact.ts';
import { lintFiles } from '../testing/index.ts';
import { createLanguages, languageOf } from './index.ts';

const languages = createLanguages('oxc');
const read = (text: string): Partial<Sections> =>
  languageOf(languages, 'a.mdx')?.extract(text, ['imports', 'exports', 'references', 'problems', 'size']) ?? {};

/** Imports with their places, exports and problems, one a line. */
function summary(text: string): readonly string[] {
  const { imports = [], exports = [], problems = [] } = read(text);
  return [
    ...imports.map(({ specifier, at }) => `import ${specifier} ${at.line}:${at.column}`),
    ...exports.map(({ name }) => `export ${name}`),
    ...problems.map(({ text: problem, at }) => `problem ${at.line}:${at.column} ${problem}`),
  ];
}

describe('MDX', () => {
  it.each<readonly [what: string, text: string, found: readonly string[]]>([
    [
      'imports and exports at the start of lines',
      '---\ntitle: A\n---\nimport { Chart } from "./chart.js"\nexport const year = 2023\n\n# Snow in {year}\n\n<Chart year={year} />\n',
      ['import ./chart.js 4:23', 'export default', 'export year'],
    ],
    [
      'blocks further down, and one behind a heading',
      'Text.\n\nimport a from "./a"\n\nMore.\n\n# Title\nexport { b } from "./b"\n',
      ['import ./a 3:15', 'import ./b 8:19', 'export default', 'export b'],
    ],
    ['nothing of a paragraph', 'You have to\nimport x from "./no"\nfirst.\n', ['export default']],
    ['nothing that is indented', '- one\n\n  import x from "./no"\n', ['export default']],
    [
      'nothing of fenced code',
      '```js title="a"\n\nimport x from "./no"\n```\n\n~~~~\n```\nimport y from "./no"\n~~~~\nimport z from "./yes"\n',
      ['import ./yes 10:15', 'export default'],
    ],
    ['nothing of a fence without an end', '```\n\nimport x from "./no"\n', ['export default']],
    [
      'nothing of a comment',
      '{/*\n\nimport x from "./no"\n\n*/}\n\nimport y from "./yes"\n',
      ['import ./yes 7:15', 'export default'],
    ],
    [
      'nothing of a template literal',
      '<Code>\n  {`import a from "./no";\n\nexport default \\`x\n\nexport const b = \\`\\`;\n`}\n</Code>\n\nimport y from "./yes"\n',
      ['import ./yes 10:15', 'export default'],
    ],
    [
      'what comes after a brace in inline code',
      'A `{` and {`one`}.\n\nimport y from "./yes"\n\n{`\n\nimport z from "./too"\n',
      ['import ./yes 3:15', 'import ./too 7:15', 'export default'],
    ],
    [
      'statements with JSX and empty lines in them',
      'export const Note = () => (\n  <p>\n\n    a\n  </p>\n)\n\nimport a from "./a"\n',
      ['import ./a 8:15', 'export default', 'export Note'],
    ],
    [
      'the default that it exports itself',
      'export default ({ children }) => <main>{children}</main>\n',
      ['export default'],
    ],
    [
      'what is wrong, in its place',
      'Text.\n\nexport const = 1\n',
      ['export default', 'problem 3:14 Variable declaration expected.'],
    ],
    [
      'other line ends and a byte order mark',
      '\ufeffimport a from "./a"\r\n\r\n# A\r\n',
      ['import ./a 1:15', 'export default'],
    ],
    ['an empty text', '', ['export default']],
  ])('reads %s', (_, text, found) => {
    expect(summary(text)).toEqual(found);
  });

  it('counts lines, and says nothing of unused names', () => {
    const { size, references } = read('import { Chart } from "./chart.js"\n\n<Chart />\n');
    expect([size?.lines, references]).toEqual([3, []]);
  });

  it.each(['import (\n\n', '```\n', '{/*\n', 'export {\n\n', '---\n', '> ', 'import "a"\n\n', '{`\n'])(
    'reads a hostile text without going over it again and again: %j',
    (part) => {
      const text = part.repeat(20_000);
      expect(costOf(() => read(text))).toBeLessThan(3000);
    },
  );

  it('has its imports in the graph', () => {
    const { violations } = lintFiles({
      'lintel.yaml': 'version: 1\nrules:\n  layering/a: { check: layers, layers: ["docs/**", "src/**"] }\n',
      'docs/intro.mdx': 'import { a } from "../src/a.ts"\n\n# {a}\n',
      'src/a.ts': 'import "../docs/intro.mdx";\nexport const a = 1;\n',
    });
    expect(violations.map(({ at }) => at.file)).toEqual(['src/a.ts']);
  });
});
