import { z } from 'zod';
import { builtinChecks, checks } from '../../checks/index.ts';
import { schemaOf } from '../../config/index.ts';
import type { Check } from '../../core/check.ts';
import { reportSchema } from '../../reporters/schema.ts';

/** Every file of this repository that is made from others, with the text that it must have. */
export function generated(read: (path: string) => string): Map<string, string> {
  const all = [...checks, ...builtinChecks];
  return new Map([
    ['lintel.schema.json', `${JSON.stringify(schemaOf(checks), null, 2)}\n`],
    [
      'lintel.report.schema.json',
      `${JSON.stringify({ title: 'A report of Lintel', ...z.toJSONSchema(reportSchema) }, null, 2)}\n`,
    ],
    ...all.map((check): [string, string] => [
      `docs/checks/${check.name}.md`,
      read(`src/checks/${check.family}/${check.name}/README.md`),
    ]),
    ['README.md', withSample(withTable(read('README.md'), all), read(expectedReport))],
  ]);
}

/** The report of fixtures/billing, as a test holds it. */
const expectedReport = 'test/formats/billing.agent.txt';
/** The rules whose violations README.md shows. */
const shown = ['layering/domain', 'layering/entries', 'naming/functions'];

/** The first line of a report, and the paragraphs of some of its rules. */
function withSample(readme: string, report: string): string {
  const [head = '', ...paragraphs] = report.trimEnd().split('\n\n');
  const chosen = shown.map((rule) => {
    const found = paragraphs.find((paragraph) => paragraph.startsWith(`${rule}: `));
    if (found === undefined) throw new Error(`${expectedReport} has no violation of ${rule}`);
    return found;
  });
  return between(readme, 'sample', ['```', [head, ...chosen].join('\n\n'), '```'].join('\n'));
}

function withTable(readme: string, all: readonly Check[]): string {
  const rows = all.map(
    ({ name, family, summary, covers = [] }) =>
      `| [\`${name}\`](docs/checks/${name}.md) | ${family} | ${summary}${covers.length > 0 ? ` Supports ${covers.join(', ')}.` : ''} |`,
  );
  return between(readme, 'checks', ['| check | family | what it requires |', '|---|---|---|', ...rows].join('\n'));
}

/** Replaces the text between two marks, `<!-- name -->` and `<!-- /name -->`. */
function between(readme: string, name: string, text: string): string {
  const [open, close] = [`<!-- ${name} -->\n`, `\n<!-- /${name} -->`];
  const [start, end] = [readme.indexOf(open), readme.indexOf(close)];
  if (start < 0 || end < start) throw new Error(`README.md lacks the marks of ${name}`);
  return readme.slice(0, start + open.length) + text + readme.slice(end);
}
