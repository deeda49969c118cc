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
    ['README.md', withTable(read('README.md'), all)],
  ]);
}

/** The table of checks stands between two marks. */
function withTable(readme: string, all: readonly Check[]): string {
  const rows = all.map(
    ({ name, family, summary }) => `| [\`${name}\`](docs/checks/${name}.md) | ${family} | ${summary} |`,
  );
  const table = ['| check | family | what it demands |', '|---|---|---|', ...rows].join('\n');
  return readme.replace(
    /(<!-- checks -->\n)[^]*?(\n<!-- \/checks -->)/,
    (_, open: string, close: string) => `${open}${table}${close}`,
  );
}
