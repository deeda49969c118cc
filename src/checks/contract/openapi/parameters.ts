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
import type { Compared } from './code-fixes.ts';
import { beforeParameters, declaredDifferences } from './declared.ts';
import { append, inDocument, put, remove } from './repair.ts';
import { type Difference, nameOf, served, spot } from './words.ts';

/** Parameters of paths: in the code, in the path of the document, and among the parameters that it declares. */
export function* parameterDifferences(
  { served: all }: Comparison,
  open: OpenDocument,
  compared: Compared[],
): Iterable<Difference<'parameter'>> {
  const told = new Set<string>();
  for (const one of all) {
    const { operation, item } = describedBy(open, one);
    const parameters = parametersOf(operation, item);
    const found = [
      ...differencesOf(one, parameters, operation),
      ...declaredDifferences(one, { parameters, operation, compared }),
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

function* differencesOf(
  one: Served,
  parameters: DocumentedParameters,
  operation: DocumentValue | null,
): Iterable<Difference<'parameter'>> {
  const names = parameterNames(documentedPath(one.operation.name));
  const declared = parameters.all.filter((parameter) => parameter.in === 'path');
  yield* reordered(one, names);
  for (const name of new Set(names))
    if (!parameters.isPartial && !declared.some((parameter) => parameter.name === name))
      yield undeclared(one, name, operation);
  for (const parameter of declared) {
    if (!names.includes(parameter.name)) yield unused(one, parameter);
    else if (!parameter.required) yield optional(one, parameter);
  }
  for (const parameter of parameters.repeated) yield repeated(one, parameter);
}

/** A value goes where its place in the path is, and a name is not sent: two that are in each other's place mislead a client. */
function* reordered(one: Served, names: readonly string[]): Iterable<Difference<'parameter'>> {
  const orders = one.routes.map(({ path }) => parameterNames(path).slice(-names.length));
  const isOther = (order: readonly string[]): boolean =>
    names.some((name, i) => order[i] !== name && names.includes(order[i] ?? ''));
  const [code] = orders;
  if (code && orders.every(isOther)) yield otherOrder(one, names, code);
}

function otherOrder(one: Served, names: readonly string[], code: readonly string[]): Difference<'parameter'> {
  const { name: path, entry, at } = one.operation;
  const [here, there] = [names, code].map((all) => all.map((name) => `\`${name}\``).join(', '));
  const isSame = names.every((name) => code.includes(name));
  const to = names.reduce((text, name, i) => text.replace(`{${name}}`, `{\0${code[i] ?? name}}`), path);
  const found = difference(
    one,
    { name: names.join(', '), at },
    {
      // One path serves several methods.
      cause: `the order in ${path}`,
      found: `path parameters in the order ${here ?? ''}`,
      expected: `${there ?? ''}, as in the code`,
      brief: `the path parameters of \`${path}\` are in the order ${there ?? ''} in the code (${spot(one.routes[0].at)})`,
      fix: inDocument(
        `write them in the order of the code in ${entry.file}`,
        isSame ? [{ kind: 'rename', ...entry, to: to.replaceAll('\0', '') }] : [],
        ['write the path parameters in the order of the code, or change their order in the code'],
      ),
    },
  );
  return {
    ...found,
    code: {
      title: `write the path parameters of \`${path}\` in the order of the document`,
      steps: [`write the path parameters in the order ${here ?? ''} in ${spot(one.routes[0].at)}`],
      edit: null,
    },
  };
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
