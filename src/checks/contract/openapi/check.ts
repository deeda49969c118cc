import { z } from 'zod';
import { defineCheck, type Raise } from '../../../core/check.ts';
import type { LostEndpoint } from '../../../core/endpoint.ts';
import type { Path } from '../../../core/location.ts';
import { whereThat } from '../../../core/options.ts';
import { isSpecFile } from '../../../core/spec.ts';
import type { Linked, Shaped } from '../../../core/view.ts';
import type { Problem } from '../../../core/violation.ts';
import { addTo } from '../../../core/group.ts';
import { documentOpener, type OpenDocument } from '../../../graph/openapi/values.ts';
import { titles } from '../../../graph/routes/frameworks/index.ts';
import { belowBasePaths, isTsoaConfig } from '../../../graph/routes/frameworks/tsoa/base-path.ts';
import { servedByOwn } from '../../../graph/routes/own-files.ts';
import { spell } from '../../../graph/routes/path.ts';
import { baseDetails, type MissingBase, missingBase } from './base.ts';
import { codeFixes, type Compared } from './code-fixes.ts';
import { sided, sides } from './code-side.ts';
import { stubOf, withStub } from './stub.ts';
import { compare, type Comparison, type Contracted, pairsOf } from './compare.ts';
import { authOption } from './auth.ts';
import { requestDifferences, responseDifferences } from './bodies.ts';
import { neededSecurity, securityDifferences } from './security.ts';
import { guessesIn } from './near.ts';
import { statusDifferences } from './status.ts';
import { typesOf } from './typed.ts';
import { parameterDifferences } from './parameters.ts';
import { removal, twinFinder, undocumentedDetails } from './undocumented.ts';
import { unreadable } from './unreadable.ts';
import { nameOf, unimplementedDetails, unresolvedBelow, unresolvedDetails } from './words.ts';

/** What can be compared. */
const parts = ['operations', 'parameters', 'request', 'responses', 'status', 'security'] as const;

const options = z.strictObject({
  spec: whereThat({ binds: true }).describe(
    'The OpenAPI documents: a path, a glob or a list. `{x}` pairs each document with the files of `in` that have the same value.',
  ),
  'base-path': z
    .string()
    .regex(/^\//, 'it must begin with /')
    .optional()
    .describe("The prefix of every path in the documents; replaces the path of their servers' URLs."),
  routes: z
    .strictObject({
      files: whereThat({ binds: true }).describe('The route files; `{path...}` captures the URL.'),
      exports: z
        .enum(['methods', 'default'])
        .default('methods')
        .describe('`methods`: one export for each HTTP method; `default`: one export for all methods.'),
    })
    .optional()
    .describe("The project's own file-system router."),
  compare: z
    .array(z.enum(parts))
    .min(1)
    .default([...parts])
    .describe('What is compared.'),
  auth: authOption
    .optional()
    .describe('The middleware, guards, decorators and wrappers that mean authentication, by name or glob.'),
  'fix-side': z
    .enum(sides)
    .default('spec')
    .describe('Which side the first fix changes: `spec`, the document, or `code`, where the document is right.'),
});
type Options = z.infer<typeof options>;

export const openapi = defineCheck({
  name: 'openapi',
  family: 'contract',
  summary: 'Every route is documented, and every documented operation has a route.',
  covers: ['OpenAPI 2.0 and 3.0 to 3.2', ...titles, 'your own file-system router'],
  unfinished: true,
  options,
  // More documents document more routes, and more names of guards excuse more documents: neither is stricter.
  strictness: { routes: 'more', compare: 'more', 'fix-side': 'free' },
  reads: (o) => ({
    routes: true,
    ...(comparesBodies(o) ? { shapes: true as const } : {}),
    documents: [
      {
        language: 'openapi',
        *select(paths) {
          for (const path of paths)
            if (isTsoaConfig(path) || (isSpecFile(path) && o.spec.match(path).length > 0)) yield path;
        },
      },
    ],
  }),
  exceptKeys: ['path', 'method'],
  messages: {
    undocumented: (d) => `${nameOf(d['method'] ?? '', d['path'] ?? '')} is not documented.`,
    unimplemented: (d) => `${nameOf(d['method'] ?? '', d['path'] ?? '')} is documented but not implemented.`,
    'unresolved-route': (d) =>
      `${d['method'] === 'use' ? `The mount at \`${d['path']}\`` : nameOf(d['method'] ?? '', d['path'] ?? '')} cannot be compared: part of its path is unknown.`,
    parameter: (d) =>
      `The parameter \`${d['name']}\` of ${nameOf(d['method'] ?? '', d['path'] ?? '')} differs between the code and the document.`,
    request: (d) =>
      `The request body of ${nameOf(d['method'] ?? '', d['path'] ?? '')} differs between the code and the document${inside(d['name'] ?? '')}.`,
    response: (d) =>
      `The response of ${nameOf(d['method'] ?? '', d['path'] ?? '')} differs between the code and the document${inside(d['name'] ?? '')}.`,
    status: (d) => `Status ${d['name']} of ${nameOf(d['method'] ?? '', d['path'] ?? '')} is not documented.`,
    security: (d) =>
      d['name'] === 'none'
        ? `${nameOf(d['method'] ?? '', d['path'] ?? '')} is documented with \`security\`, but nothing guards its route.`
        : `${nameOf(d['method'] ?? '', d['path'] ?? '')} is documented without \`security\`, but its route is behind \`${d['name']}\`.`,
    base: (d) => `No server of \`${d['file']}\` has the base path \`${d['base']}\` of its routes.`,
    unreadable: (d) => `\`${d['file']}\` cannot be read in full.`,
  },
  *mistakes(project, o) {
    const other = [...project.tree.keys()].find((path) => o.spec.match(path).length > 0 && !isSpecFile(path));
    if (other !== undefined) yield `\`spec\` may match only YAML and JSON files, and ${other} is neither`;
  },
  postponed(project, o) {
    const all = comparisons(project, o);
    const isReadable = all.some(({ contracts }) => contracts.every(({ faults }) => faults.length === 0));
    const isPromised = all.some(({ unimplemented }) => unimplemented.length > 0);
    if (!isReadable || !isPromised || !all.every(isBlind)) return null;
    const read = all.reduce((sum, { known }) => sum + known.length, 0);
    const found =
      read === 0
        ? `no route of a supported framework (${titles.join(', ')}) was found`
        : `none of the ${all.reduce((sum, { operations }) => sum + operations, 0)} documented operations is among the ${read === 1 ? 'one route' : `${read} routes`} found (supported: ${titles.join(', ')})`;
    return `${found}, so nothing was compared; check which files \`in\` matches`;
  },
  partial: (project, o) => comparisons(project, o).some((one) => baseOf(one, o) !== null),
  *notes(project, o) {
    const all = comparisons(project, o);
    const { cut } = project.routes;
    if (cut.length > 0)
      yield `routes may be missing: calls in ${cut[0]}${cut.length > 1 ? ` and ${cut.length - 1} more` : ''} are too many or too deep to follow`;
    const outside = all.reduce((sum, one) => sum + one.outside, 0);
    if (outside > 0)
      yield `${outside === 1 ? '1 route is' : `${outside} routes are`} outside the base path and ${outside === 1 ? 'was' : 'were'} not checked`;
  },
  statement: (o) => `routes match ${o.spec.text}`,
  *check(project, o, problem) {
    yield* unreadable(project, o.spec, problem);
    const open = documentOpener(project);
    for (const one of comparisons(project, o)) {
      const base = baseOf(one, o);
      if (base) {
        const { at, details } = baseDetails(base, one);
        yield problem('base', { file: at.file, base: base.path }, at, details);
        continue;
      }
      if (o.compare.includes('operations'))
        yield* ofOperations(one, { open, o, problem, isThere: (file) => project.tree.has(file) });
      yield* ofLost(one.lost, problem);
      const compared: Compared[] = [];
      const all = [...differencesOf(one, o, { open, project, compared })];
      const demands = all.flatMap(({ code }) => code ?? []);
      const fixOf = o['fix-side'] === 'code' ? codeFixes(demands, compared) : null;
      for (const { message, data, at, details, code } of all)
        yield problem(message, data, at, code && fixOf ? sided(details, fixOf(code)) : details);
    }
  },
});

function baseOf(one: Comparison, { compare: wanted }: Options): MissingBase | null {
  return wanted.includes('operations') ? missingBase(one) : null;
}

interface Run {
  readonly open: OpenDocument;
  isThere(file: Path): boolean;
  readonly o: Options;
  readonly problem: Raise<'undocumented' | 'unimplemented'>;
}

function* ofOperations(one: Comparison, { open, isThere, o, problem }: Run): Iterable<Problem> {
  const guesses = guessesIn(one);
  const around = { open, isThere, securityOf: neededSecurity(one, open, o.auth), twinsOf: twinFinder(one), guesses };
  for (const route of one.undocumented)
    yield problem(
      'undocumented',
      { method: route.method, path: spell(route.home.path) },
      route.at,
      o['fix-side'] === 'code'
        ? sided(undocumentedDetails(route, one, around), removal(route))
        : undocumentedDetails(route, one, around),
    );
  for (const lost of isBlind(one) ? [] : one.unimplemented) {
    const { method, name, at } = lost.operation;
    const details = unimplementedDetails(lost, one, guesses);
    yield problem(
      'unimplemented',
      { method, path: name },
      at,
      withStub(details, stubOf(lost, one, open), o['fix-side']),
    );
  }
}

function inside(name: string): string {
  return name === '' ? '' : ` at \`${name}\``;
}

/** Do types matter? */
function comparesBodies({ compare: wanted }: Options): boolean {
  return wanted.includes('request') || wanted.includes('responses');
}

interface Sources {
  readonly open: OpenDocument;
  readonly project: Shaped;
  readonly compared: Compared[];
}

function* differencesOf(one: Comparison, { compare: wanted, auth }: Options, { open, project, compared }: Sources) {
  if (wanted.includes('parameters')) yield* parameterDifferences(one, open, compared);
  if (wanted.includes('request') || wanted.includes('responses')) {
    const types = typesOf(one, open, project);
    if (wanted.includes('request')) yield* requestDifferences(one, { open, types, compared });
    if (wanted.includes('responses')) yield* responseDifferences(one, { open, types, compared });
  }
  if (wanted.includes('status')) yield* statusDifferences(one, open);
  if (wanted.includes('security')) yield* securityDifferences(one, open, auth);
}

/** So many operations, of which no route has a single one, are served by something that is not read. */
const fewest = 10;

/** Where no route of any kind was read, or none of those that are documented, nothing says what the code lacks. */
function isBlind({ known, lost, operations, unimplemented }: Comparison): boolean {
  return known.length + lost.length === 0 || (operations >= fewest && unimplemented.length === operations);
}

/** Routes that are not known for themselves, and once for each mount and router what keeps all below it from being known. */
function* ofLost(lost: readonly LostEndpoint[], problem: Raise<'unresolved-route'>): Iterable<Problem> {
  const below = new Map<string, [LostEndpoint, ...LostEndpoint[]]>();
  for (const route of lost) {
    const { source, method, path, at, reason } = route;
    if (source === null) yield problem('unresolved-route', { method, path: spell(path) }, at, unresolvedDetails(route));
    const key = source && JSON.stringify([source.at, spell(source.path), reason]);
    if (key === null) continue;
    addTo(below, key, route);
  }
  for (const routes of below.values()) {
    const [{ source }] = routes;
    if (source)
      yield problem(
        'unresolved-route',
        { method: 'use', path: spell(source.path) },
        source.at,
        unresolvedBelow(routes),
      );
  }
}

function comparisons(project: Contracted & Linked, o: Options) {
  const base = o['base-path'];
  const { known, lost, cut } = belowBasePaths(project.routes, project.documents, documentOpener(project));
  const { routes } = o;
  const own = routes
    ? servedByOwn(project.graph, { files: routes.files, answers: routes.exports === 'methods' ? 'exports' : 'any' })
    : [];
  return pairsOf(project, {
    spec: o.spec,
    base: base === undefined ? null : base.replace(/\/+$/, ''),
    routes: { known: [...known, ...own], lost, cut },
  }).map(compare);
}
