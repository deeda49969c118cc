import type { Path } from '../../../../core/location.ts';
import { classKey } from '../../classes.ts';
import {
  type ClassValue,
  flattened,
  joined,
  type Router,
  type RouterValue,
  type Value,
  type Written,
} from '../../values.ts';
import { type Action, actionsOf, markOf, returnsAnything, type Verbs } from '../controllers.ts';
import { express } from '../express/express.ts';
import { type Framework, type MarkReader, property, register } from '../framework.ts';
import { koa } from '../koa/koa.ts';
import { answeringBy, type ParameterMarks } from '../parameters.ts';

const verbs: Verbs = {
  All: 'all',
  Get: 'get',
  Head: 'head',
  Post: 'post',
  Put: 'put',
  Patch: 'patch',
  Delete: 'delete',
  Method: 'method',
};
const controllerMarks = ['Controller', 'JsonController'];
const marks = [
  ...controllerMarks,
  ...Object.keys(verbs),
  'HttpCode',
  'OnUndefined',
  'OnNull',
  'Redirect',
  'Authorized',
];
const makers = ['createExpressServer', 'useExpressServer', 'createKoaServer', 'useKoaServer'];
const noPath: Value = { kind: 'text', text: '' };
const parameterMarks: ParameterMarks = {
  packages: /^routing-controllers$/,
  body: 'Body',
  query: 'QueryParams',
  part: 'QueryParam',
};

export const routingControllers: Framework = {
  title: 'routing-controllers',
  unmounted: 'no server of routing-controllers loads this controller',
  packages: {
    'routing-controllers': Object.fromEntries([
      ...marks.map((name) => [name, 'mark'] as const),
      ...makers.map((name) => [name, 'app'] as const),
    ]),
  },
  types: new Set(),
  construct,
  // A server is an app of Express or Koa.
  callRouter: express.callRouter,
  answering: answeringBy(parameterMarks),
  readMarks,
  keepsOverridden: true,
  grammar: (range) => (range('express') === null && range('koa') !== null ? koa : express).grammar(range),
};

/** `createExpressServer(options)`, `useExpressServer(app, options)`. */
function construct({ router }: RouterValue, [first, second]: readonly Value[]): void {
  const options = second ?? (first?.kind === 'router' ? undefined : first);
  const isKnown = options === undefined || options.kind === 'object';
  const prefix = isKnown ? property(options, 'routePrefix') : { ...unread, text: 'routePrefix' };
  if (prefix) router.settings.set('prefix', prefix);
  router.settings.set('controllers', property(options, 'controllers') ?? unread);
  if (first?.kind === 'router')
    register(first.router, { method: 'use', path: noPath, at: router.at, mount: router, handled: { given: [] } });
}

const unread: Value = { kind: 'unknown', text: '' };

/** A server has the controllers that it names, and the nearest of those that load files has all others. */
function readMarks(classes: readonly ClassValue[], reader: MarkReader): void {
  const servers = reader.routers
    .filter(({ framework }) => framework === routingControllers)
    .map((server) => ({ server, names: namesOf(server, reader) }));
  const loading = servers.filter(({ names }) => names === null).map(({ server }) => server);
  for (const one of classes) {
    const [first] = markOf(one, controllerMarks, { framework: routingControllers, reader })
      ? reader.methodsOf(one)
      : [];
    if (!first) continue;
    const naming = servers.filter(({ names }) => names?.has(classKey(one))).map(({ server }) => server);
    const owner = naming.length > 0 ? naming : nearest(loading, one.outer.file);
    const all = owner.length > 0 ? owner : [reader.create(routingControllers, first.at)];
    for (const server of all) addController(server, one, reader);
  }
}

/** The controllers that a server names; null for one that loads files, or all that there are. */
function namesOf({ settings }: Router, { resolved }: MarkReader): ReadonlySet<string> | null {
  const all = flattened(settings.get('controllers') ?? unread).map(resolved);
  const keys = all.flatMap((one) => (one.kind === 'class' ? [classKey(one)] : []));
  return keys.length === all.length && keys.length > 0 ? new Set(keys) : null;
}

/** The server that has the most folders in common with a file; none where several have as many. */
function nearest(servers: readonly Router[], file: Path): readonly Router[] {
  const shared = ({ at }: Router): number => {
    const folders = at.file.split('/').slice(0, -1);
    const differs = folders.findIndex((name, i) => name !== file.split('/')[i]);
    return differs < 0 ? folders.length : differs;
  };
  const most = Math.max(...servers.map(shared));
  const found = servers.filter((one) => shared(one) === most);
  return found.length === 1 ? found : [];
}

function addController(server: Router, controller: ClassValue, reader: MarkReader): void {
  const told = markOf(controller, controllerMarks, { framework: routingControllers, reader });
  const base = told?.args[0] ?? noPath;
  const prefix = rooted(server.settings.get('prefix') ?? noPath);
  for (const action of actionsOf(controller, verbs, { framework: routingControllers, reader })) {
    const { method } = action;
    const [own = noPath, verb] = toldBy(action);
    register(server, {
      method: verb,
      path: own.kind === 'regexp' ? own : joined([prefix, base, own]),
      at: method.at,
      mount: null,
      handled: {
        given: [...method.given, ...reader.givenOf(controller)],
        method: method.method,
        parameters: method.parameters,
        ...statusOf(action),
      },
    });
  }
}

/** The path, and of `@Method('purge', path)` the method. */
function toldBy({ verb, mark: { args } }: Action): readonly [path: Value | undefined, method: string] {
  if (verb !== 'method') return [args[0], verb];
  return [args[1], args[0]?.kind === 'text' ? args[0].text.toLowerCase() : 'all'];
}

/** A prefix without any slash gets one; no other part of a path does. */
function rooted(prefix: Value): Value {
  return prefix.kind === 'text' && prefix.text !== '' && !prefix.text.includes('/')
    ? { kind: 'text', text: `/${prefix.text}` }
    : prefix;
}

/** The status of `@HttpCode(…)`, else 200 for what is returned. What comes of nothing is not known. */
function statusOf({ method }: Action): { readonly status?: Written | number } {
  const named = (name: string) => method.marks.find((mark) => mark.name === name);
  const code = named('HttpCode')?.given[0];
  if (code) return { status: code };
  if (named('Redirect')) return { status: 302 };
  return named('OnUndefined') || named('OnNull') || !returnsAnything(method) ? {} : { status: 200 };
}
