import { groupBy } from '../../core/group.ts';
import { compare } from '../../core/order.ts';
import type { Case, Subjects, Taken } from './cases.ts';
import type { TestStyle } from './style.ts';

/** The text of a test whose cases fail until they are filled in. */
export function testText(
  style: TestStyle,
  { specifier, title, symbols, cases }: Subjects & { readonly specifier: string; readonly title: string },
): string {
  const opened = groupBy(style.openings, (one) => one.specifier);
  const imports = [...opened, [specifier, symbols] as const].flatMap(([from, names]) =>
    importLines(style, from, names),
  );
  const tests = cases.map((one) => caseLines(style, one));
  const body = tests.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
  const { suite, quote, ending, indent } = style;
  const wrapped =
    suite === null
      ? body
      : [
          `${suite}(${quote}${title}${quote}, () => {`,
          ...body.map((line) => (line === '' ? '' : indent + line)),
          `})${ending}`,
        ];
  return [...imports, '', ...wrapped, ''].join('\n');
}

/** A default or whole module has a name of its own, and all others share braces. */
function importLines({ form, quote, ending }: TestStyle, specifier: string, names: readonly Taken[]): string[] {
  const source = `${quote}${specifier}${quote}`;
  const isRequired = form === 'require';
  const line = (clause: string): string =>
    isRequired ? `const ${clause} = require(${source})${ending}` : `import ${clause} from ${source}${ending}`;
  const braced = names
    .filter(({ name }) => name !== '*' && (name !== 'default' || isRequired))
    .sort((a, b) => compare(a.local, b.local))
    .map(({ name, local }) => bracedName(name, local, isRequired));
  const whole = names.filter(({ name }) => name === '*').map(({ local }) => (isRequired ? local : `* as ${local}`));
  const alone = isRequired ? [] : names.filter(({ name }) => name === 'default').map(({ local }) => local);
  const clause = [...alone, ...(braced.length > 0 ? [`{ ${braced.join(', ')} }`] : [])].join(', ');
  return [...whole, ...(clause === '' ? [] : [clause])].map(line);
}

function bracedName(name: string, local: string, isRequired: boolean): string {
  if (name === local) return name;
  return isRequired ? `${name}: ${local}` : `${name} as ${local}`;
}

function caseLines({ test, fail, quote, ending, indent }: TestStyle, { title, subject, ways }: Case): string[] {
  // The subject is used, so that no tool drops its import or reports it.
  const message = `\`write this test of ${title} (\${typeof ${subject}})\``;
  const hole = fail === null ? `throw new Error(${message})` : `${fail}(${message})`;
  return [
    `${test}(${quote}${title}${quote}, () => {`,
    ...branchLines(ways).map((line) => indent + line),
    `${indent}${hole}${ending}`,
    `})${ending}`,
  ];
}

const mostWays = 12;

function branchLines(ways: readonly string[]): string[] {
  if (ways.length === 0) return [];
  const more = ways.length - mostWays;
  return [
    '// Branches to reach:',
    ...ways.slice(0, mostWays).map((way) => `// - ${way}`),
    ...(more > 0 ? [`// - ${String(more)} more`] : []),
  ];
}
