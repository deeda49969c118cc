import { callsOf } from '../../handlers/guards.ts';
import { type ClassValue, joined, type Router, unknown, type Value } from '../../values.ts';
import { type Action, actionsOf, markOf, returnsAnything, type Verbs } from '../controllers.ts';
import { type Framework, type MarkReader, register } from '../framework.ts';
import { answeringBy, type ParameterMarks } from '../parameters.ts';
import { libraryCall } from '../../schemas/library.ts';
import { grammar } from './grammar.ts';

const verbs: Verbs = {
  Get: 'get',
  Head: 'head',
  Post: 'post',
  Put: 'put',
  Patch: 'patch',
  Delete: 'delete',
  Options: 'options',
};
const marks = Object.fromEntries(
  ['Route', 'Security', 'SuccessResponse', ...Object.keys(verbs)].map((name) => [name, 'mark'] as const),
);
const slash: Value = { kind: 'text', text: '/' };
const parameterMarks: ParameterMarks = {
  packages: /^(?:tsoa|@tsoa\/runtime)$/,
  body: 'Body',
  query: 'Queries',
  part: 'Query',
};

export const tsoa: Framework = {
  title: 'tsoa',
  packages: { tsoa: marks, '@tsoa/runtime': marks },
  types: new Set(),
  callRouter: (on) => on,
  answering: {
    ...answeringBy(parameterMarks),
    hides: (given, reader) => given.some((one) => libraryCall(one, parameterMarks.packages, reader)?.name === 'Hidden'),
  },
  readMarks,
  grammar: () => grammar,
};

/** What stands before all paths, until tsoa.json is read. */
export const basePath = 'basePath of tsoa.json';

/** The code that mounts controllers is generated, and only tsoa.json says below which path. */
function readMarks(classes: readonly ClassValue[], reader: MarkReader): void {
  let below: Router | null = null;
  for (const one of classes) {
    const route = markOf(one, ['Route'], { framework: tsoa, reader });
    const [first] = route ? reader.methodsOf(one) : [];
    if (!route || !first) continue;
    below ??= belowBasePath(first.at, reader);
    for (const action of actionsOf(one, verbs, { framework: tsoa, reader }))
      register(below, {
        method: action.verb,
        path: joined([slash, route.args[0] ?? slash, slash, action.mark.args[0] ?? slash]),
        at: action.method.at,
        mount: null,
        handled: {
          given: [...action.method.given, ...reader.givenOf(one)],
          method: action.method.method,
          parameters: action.method.parameters,
          ...answerOf(action),
        },
      });
  }
}

function belowBasePath(at: Router['at'], reader: MarkReader): Router {
  const [app, below] = [reader.create(tsoa, at, 'app'), reader.create(tsoa, at, 'router')];
  const path = unknown(basePath);
  register(app, { method: 'use', path, at, mount: below, handled: { given: [] } });
  return below;
}

/** `@SuccessResponse(201)`; 204 where nothing is returned. What `setStatus` sets is not read. */
function answerOf({ method }: Action): Pick<Router['entries'][number]['handled'], 'status' | 'isChanged'> {
  const [told] = method.marks.find(({ name }) => name === 'SuccessResponse')?.given ?? [];
  if (told) return { status: told };
  if (method.method && callsOf(method.method).includes('setStatus')) return { isChanged: true };
  return returnsAnything(method) ? {} : { status: 204 };
}
