import type { Endpoint } from '../../../core/endpoint.ts';
import type { Location } from '../../../core/location.ts';
import {
  type DocumentedParameter,
  type DocumentedParameters,
  parametersOf,
} from '../../../graph/openapi/parameters.ts';
import type { OpenDocument } from '../../../graph/openapi/values.ts';
import { documentedPath, parameterNames } from '../../../graph/routes/path.ts';
import type { Comparison, Served } from './compare.ts';
import { declaredDifferences } from './declared.ts';
import { type Difference, manual, nameOf, served, spot } from './words.ts';

/** Parameters of paths: in the code, in the path of the document, and among the parameters that it declares. */
export function* parameterDifferences(
  { served: all }: Comparison,
  open: OpenDocument,
): Iterable<Difference<'parameter'>> {
  const told = new Set<string>();
  for (const one of all) {
    const { file, keys } = one.operation.item;
    const parameters = parametersOf(open(file, [...keys, one.operation.method]), open(file, keys));
    for (const difference of [...differencesOf(one, parameters), ...declaredDifferences(one, parameters)]) {
      // What belongs to the path item is the same for each of its operations.
      const { place } = difference.at;
      const key = JSON.stringify([difference.at.file, place?.line, place?.column, difference.data['name']]);
      if (!told.has(key)) yield difference;
      told.add(key);
    }
  }
}

function* differencesOf(one: Served, parameters: DocumentedParameters): Iterable<Difference<'parameter'>> {
  const names = parameterNames(documentedPath(one.operation.name));
  const declared = parameters.all.filter((parameter) => parameter.in === 'path');
  for (const [i, code] of renamed(one, names)) yield otherName(one, { name: names[i] ?? '', code, declared });
  for (const name of new Set(names))
    if (!parameters.isPartial && !declared.some((parameter) => parameter.name === name)) yield undeclared(one, name);
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
}

function otherName(one: Served, { name, code, declared }: Renamed): Difference<'parameter'> {
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
      fix: manual(`rename it to \`${code}\``, [
        `rename \`${name}\` to \`${code}\` in the path and in \`parameters\``,
        `or rename \`${code}\` in the code`,
      ]),
    },
  );
}

function undeclared(one: Served, name: string): Difference<'parameter'> {
  return difference(
    one,
    { name, at: one.operation.at },
    {
      found: `a path with \`{${name}}\``,
      expected: `a parameter \`${name}\` with \`in: path\``,
      brief: `the path parameter \`${name}\` of ${nameOf(one.operation.method, one.operation.name)} is not declared`,
      fix: manual('declare it', [
        `add to \`parameters\`: \`{ name: ${name}, in: path, required: true, schema: { type: string } }\``,
      ]),
    },
  );
}

function unused(one: Served, { name, at }: DocumentedParameter): Difference<'parameter'> {
  return difference(
    one,
    { name, at },
    {
      found: `a parameter \`${name}\` with \`in: path\``,
      expected: `\`{${name}}\` in the path`,
      brief: `the path \`${one.operation.name}\` has no parameter \`${name}\``,
      fix: manual('delete it', [`delete the parameter, or correct its \`name\` or \`in\``]),
    },
  );
}

function optional(one: Served, { name, at }: DocumentedParameter): Difference<'parameter'> {
  return difference(
    one,
    { name, at },
    {
      found: 'an optional path parameter',
      expected: '`required: true`',
      brief: `the path parameter \`${name}\` must have \`required: true\``,
      fix: manual('require it', ['add `required: true`']),
    },
  );
}

function repeated(one: Served, { name, at, in: where }: DocumentedParameter): Difference<'parameter'> {
  return difference(
    one,
    { name, at },
    {
      found: `a second ${where} parameter \`${name}\``,
      expected: 'each parameter once',
      brief: `the ${where} parameter \`${name}\` is declared twice`,
      fix: manual('delete it', ['delete one of the two']),
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
