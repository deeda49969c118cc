import { defineCheck, type Raise } from '../../../core/check.ts';
import { judgedKinds } from '../../../core/options.ts';
import type { Linked, Lists } from '../../../core/view.ts';
import type { Problem } from '../../../core/violation.ts';
import { edgeStrictness, strictIfTrue } from '../../../core/strictness.ts';
import { packageOf } from '../../../graph/packages.ts';
import { edgesOf, ofKinds } from '../../../graph/walk.ts';
import { placeOf, quoteImport } from '../../../graph/words.ts';
import { developing, undeclared } from './declared.ts';
import { denied, notAllowed } from './denied.ts';
import type { Judge, Message, Named } from './finding.ts';
import { licenceOf, licensed } from './licence.ts';
import { type Options, options } from './options.ts';

export const packages = defineCheck({
  name: 'packages',
  family: 'layering',
  summary: 'Files import only packages that are declared and allowed.',
  options,
  strictness: {
    ...edgeStrictness,
    undeclared: [false, 'above', true],
    'dev-in-production': strictIfTrue,
    production: { stricter: 'more', without: 'another' },
    deny: 'more',
    licences: 'more',
  },
  reads: () => ({ graph: 'edges' }),
  excepts: 'edges',
  alsoCalled: {
    'no-extraneous-dependencies': '`undeclared: true` and `dev-in-production: true`',
    'no-non-package-json': '`undeclared: true`',
    'not-to-dev-dep': '`dev-in-production: true`',
    licences: '`licences: { deny: ["GPL-*"] }`',
    licenses: '`licences: { deny: ["GPL-*"] }`',
    dependencies: '`undeclared: true`',
  },
  messages: {
    denied: (d) => `\`${d['to']}\` must not be imported${d['use'] === undefined ? '' : `: use \`${d['use']}\``}.`,
    'not-allowed': (d) =>
      `\`${d['from']}\` may import ${d['allowed'] ? `only package ${d['allowed']}` : 'no package'}.`,
    licence: (d) => `\`${d['to']}\` has the licence ${d['licence']}, which is denied.`,
    undeclared: (d) => `\`${d['manifest']}\` does not declare \`${d['to']}\`.`,
    'dev-in-production': (d) =>
      `Production code imports \`${d['to']}\`, which is only in \`devDependencies\` of \`${d['manifest']}\`.`,
  },
  statement: (o) => statements(o).join('; '),
  postponed(project, o) {
    const isOnlyLicences = o.licences && !o.deny && !o.only && o.undeclared === false && !o['dev-in-production'];
    if (!isOnlyLicences) return null;
    const imports = [...importsOf(project, o)].filter(({ imported }) => imported.kind === 'external');
    const isUnknown = imports.length > 0 && imports.every((named) => licenceOf(project, named) === null);
    return isUnknown ? 'no licence of an imported package is known: install the packages' : null;
  },
  *notes(project, o) {
    if (!o.licences) return;
    const unknown = [...importsOf(project, o)]
      .filter((named) => named.imported.kind === 'external' && licenceOf(project, named) === null)
      .map(({ imported }) => imported.name);
    const names = [...new Set(unknown)].sort();
    if (names.length > 0) yield `unknown licences, because not installed or not named: ${shown(names)}`;
  },
  *check(project, o, problem) {
    for (const named of importsOf(project, o)) {
      const found = problemOf(project, o, named, problem);
      if (found) yield found;
    }
  },
});

function statements(o: Options): string[] {
  const undeclared = o.undeclared === 'above' ? 'a package.json at or above it' : 'the nearest package.json';
  return [
    ...(o.undeclared === false ? [] : [`a file imports only packages that ${undeclared} declares`]),
    ...(o['dev-in-production'] ? ['production code imports no development dependency'] : []),
    ...(o.deny ? [`nothing imports package ${o.deny.map(({ name }) => name).join(', ')}`] : []),
    ...(o.only ?? []).map(
      ({ where, value }) => `${where.text} may import only package ${value.words('and') || 'none'}`,
    ),
    ...(o.licences ? [`no package has the licence ${o.licences.deny.words('or')}`] : []),
  ];
}

/** The judged imports of packages. */
function* importsOf(project: Linked & Lists, o: Options): Generator<Named> {
  const { possible, taken } = ofKinds(project.graph, judgedKinds(o));
  for (const edge of edgesOf(project.graph, possible)) {
    const imported = project.judges(edge.from) ? packageOf(project.packages, edge) : null;
    if (imported && taken(edge.id)) yield { edge, imported };
  }
}

/** In this order: one statement breaks one rule once. */
const judges: readonly Judge[] = [denied, notAllowed, licensed, undeclared, developing];

function problemOf(project: Linked & Lists, o: Options, named: Named, problem: Raise<Message>): Problem | null {
  const { edge, imported } = named;
  for (const judge of judges) {
    const finding = judge(project, o, named);
    if (!finding) continue;
    const { message, data, ...details } = finding;
    const found = quoteImport(project.graph, edge);
    return problem(message, { to: imported.name, ...data }, placeOf(edge), { ...details, found });
  }
  return null;
}

const mostNames = 6;

function shown(names: readonly string[]): string {
  if (names.length <= mostNames) return names.join(', ');
  return `${names.slice(0, mostNames).join(', ')} and ${names.length - mostNames} more`;
}
