import type { DocumentChange } from '../../../core/document-change.ts';
import type { Endpoint } from '../../../core/endpoint.ts';
import type { Location } from '../../../core/location.ts';
import {
  type DocumentedParameter,
  type DocumentedParameters,
  parametersOf,
} from '../../../graph/openapi/parameters.ts';
import { describedBy } from '../../../graph/openapi/described.ts';
import { pathParameter } from '../../../graph/openapi/operation.ts';
import type { DocumentValue, OpenDocument } from '../../../graph/openapi/values.ts';
import { documentedPath, parameterNames } from '../../../graph/routes/path.ts';
import type { Served } from '../../../graph/routes/served.ts';
import type { Comparison } from './compare.ts';
import { beforeParameters, declaredDifferences } from './declared.ts';
import { append, inDocument, put, remove } from './repair.ts';
import { type Difference, nameOf, served, spot } from './words.ts';

/** Parameters of paths: in the code, in the path of the document, and among the parameters that it declares. */
export function* parameterDifferences(
  { served: all }: Comparison,
  open: OpenDocument,
): Iterable<Difference<'parameter'>> {
  const told = new Set<string>();
  for (const one of all) {
    const { operation, item } = describedBy(open, one);
    const parameters = parametersOf(operation, item);
    const found = [
      ...differencesOf(one, { parameters, operation, item }),
      ...declaredDifferences(one, parameters, operation),
    ];
    for (const difference of found) {
      // What belongs to the path item is the same for each of its operations.
      const { place } = difference.at;
      const key = JSON.stringify([difference.at.file, place?.line, place?.column, difference.data['name']]);
      if (!told.has(key)) yield difference;
      told.add(key);
    }
  }
}

interface Documents {
  readonly parameters: DocumentedParameters;
  readonly operation: DocumentValue | null;
  readonly item: DocumentValue | null;
}

function* differencesOf(one: Served, { parameters, operation, item }: Documents): Iterable<Difference<'parameter'>> {
  const names = parameterNames(documentedPath(one.operation.name));
  const declared = parameters.all.filter((parameter) => parameter.in === 'path');
  for (const [i, code] of renamed(one, names)) yield otherName(one, { name: names[i] ?? '', code, declared, item });
  for (const name of new Set(names))
    if (!parameters.isPartial && !declared.some((parameter) => parameter.name === name))
      yield undeclared(one, name, operation);
  for (const parameter of declared) {
    if (!names.includes(parameter.name)) yield unused(one, parameter);
    else if (!parameter.required) yield optional(one, parameter);
  }
  for (const parameter of parameters.repeated) yield repeated(one, parameter);
}

/** The parameters that no route of an operation calls as the document does, with the name that the first one has. */
function renamed({ routes }: Served, names: readonly string[]): readonly (readonly [index: number, code: string])[] {
  const [first] = routes;
  const inCode = (route: Endpoint, i: number): string => parameterNames(route.path).slice(-names.length)[i] ?? '';
  return names.flatMap((name, i) =>
    routes.some((route) => ['', name].includes(inCode(route, i))) ? [] : [[i, inCode(first, i)] as const],
  );
}

interface Renamed {
  readonly name: string;
  readonly code: string;
  readonly declared: readonly DocumentedParameter[];
  readonly item: DocumentValue | null;
}

function otherName(one: Served, { name, code, declared, item }: Renamed): Difference<'parameter'> {
  const at = declared.find((parameter) => parameter.name === name)?.at ?? one.operation.at;
  return difference(
    one,
    { name, at },
    {
      // One path serves several methods.
      cause: `{${name}} of ${one.operation.name}`,
      found: `path parameter \`${name}\``,
      expected: `\`${code}\`, as in the code`,
      brief: `the path parameter \`${name}\` is called \`${code}\` in the code (${spot(one.routes[0].at)})`,
      fix: inDocument(`rename it to \`${code}\` in ${at.file}`, renaming(one, { name, code, item }), [
        `rename \`${name}\` to \`${code}\` in the path and in \`parameters\``,
        `or rename \`${code}\` in the code`,
      ]),
    },
  );
}

/** Another name in the path, and in the parameters of all its operations. */
function renaming(
  { operation: { name: path, entry } }: Served,
  { name, code, item }: Pick<Renamed, 'name' | 'code' | 'item'>,
): readonly DocumentChange[] {
  const to = path.replaceAll(`{${name}}`, `{${code}}`);
  const owners = [item, ...(item?.entries() ?? []).map(({ value }) => value)];
  const declared = new Map(
    owners
      .flatMap((owner) => parametersOf(owner, null).all)
      .filter((one) => one.in === 'path' && one.name === name)
      .map(({ value }) => [value.key, put(value, ['name'], code)]),
  );
  return [{ kind: 'rename', ...entry, to }, ...declared.values()];
}

function undeclared(one: Served, name: string, operation: DocumentValue | null): Difference<'parameter'> {
  const changes = operation
    ? [append(operation, ['parameters'], pathParameter(name, one.contract.version), beforeParameters)]
    : [];
  return difference(
    one,
    { name, at: one.operation.at },
    {
      found: `a path with \`{${name}}\``,
      expected: `a parameter \`${name}\` with \`in: path\``,
      brief: `the path parameter \`${name}\` of ${nameOf(one.operation.method, one.operation.name)} is not declared`,
      fix: inDocument(`declare it in ${one.operation.at.file}`, changes, [
        `add to \`parameters\`: \`{ name: ${name}, in: path, required: true, ${one.contract.version === '2.0' ? 'type: string' : 'schema: { type: string }'} }\``,
      ]),
    },
  );
}

function unused(one: Served, { name, at, list, index }: DocumentedParameter): Difference<'parameter'> {
  return difference(
    one,
    { name, at },
    {
      found: `a parameter \`${name}\` with \`in: path\``,
      expected: `\`{${name}}\` in the path`,
      brief: `the path \`${one.operation.name}\` has no parameter \`${name}\``,
      fix: inDocument(
        `delete it in ${at.file}`,
        [remove(list, String(index))],
        [`delete the parameter, or correct its \`name\` or \`in\``],
      ),
    },
  );
}

function optional(one: Served, { name, at, value }: DocumentedParameter): Difference<'parameter'> {
  return difference(
    one,
    { name, at },
    {
      found: 'an optional path parameter',
      expected: '`required: true`',
      brief: `the path parameter \`${name}\` must have \`required: true\``,
      fix: inDocument(
        `require it in ${at.file}`,
        [put(value, ['required'], true, ['name', 'in', 'description'])],
        ['add `required: true`'],
      ),
    },
  );
}

function repeated(one: Served, { name, at, in: where, list, index }: DocumentedParameter): Difference<'parameter'> {
  return difference(
    one,
    { name, at },
    {
      found: `a second ${where} parameter \`${name}\``,
      expected: 'each parameter once',
      brief: `the ${where} parameter \`${name}\` is declared twice`,
      fix: inDocument(`delete it in ${at.file}`, [remove(list, String(index))], ['delete one of the two']),
    },
  );
}

function difference(
  one: Served,
  { name, at }: { readonly name: string; readonly at: Location },
  details: Omit<Difference['details'], 'evidence'>,
): Difference<'parameter'> {
  const { method, name: path } = one.operation;
  return { message: 'parameter', data: { method, path, name }, at, details: { ...details, evidence: served(one) } };
}
