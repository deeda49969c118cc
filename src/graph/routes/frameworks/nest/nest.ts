import {
  type ClassValue,
  flattened,
  joined,
  type Router,
  type RouterValue,
  unknown,
  type Value,
  type Written,
} from '../../values.ts';
import { classKey } from '../../classes.ts';
import { versionEight } from '../../path-to-regexp/eight.ts';
import { versionZero } from '../../path-to-regexp/zero.ts';
import { type Call, type Framework, type MarkedMethod, type MarkReader, property, register } from '../framework.ts';
import { promisesOf } from '../ts-rest/contract.ts';
import { type Action, actionsOf, markOf, type Verbs } from '../controllers.ts';
import { hides, schemas } from './schemas.ts';
import { versionedPaths } from './versions.ts';

/** Only a contract says what such a method answers. */
const contracted = 'contract';
const verbs: Verbs = {
  All: 'all',
  Get: 'get',
  Sse: 'get',
  Head: 'head',
  Post: 'post',
  Put: 'put',
  Patch: 'patch',
  Delete: 'delete',
  Options: 'options',
  Search: 'search',
  TsRestHandler: contracted,
  TsRest: contracted,
};
const marks = [
  'Controller',
  'Module',
  'Version',
  'UseGuards',
  'UseInterceptors',
  'HttpCode',
  'Redirect',
  ...Object.keys(verbs),
];
const slash: Value = { kind: 'text', text: '/' };
const noPath: Value = { kind: 'text', text: '' };
const nothing: Value = { kind: 'list', items: [] };

export const nest: Framework = {
  title: 'NestJS',
  form: 'method',
  unmounted: 'no app module declares this controller',
  packages: {
    '@nestjs/common': {
      ...Object.fromEntries(marks.map((name) => [name, 'mark'])),
      applyDecorators: 'list',
      forwardRef: 'argument',
    },
    '@ts-rest/nest': { TsRestHandler: 'mark', TsRest: 'mark' },
    '@nestjs/core': { NestFactory: 'members', create: 'app' },
  },
  types: new Set(['INestApplication', 'NestExpressApplication', 'NestFastifyApplication']),
  construct({ router }, [module]) {
    if (module) router.settings.set('module', module);
  },
  callRouter,
  // A method returns what it answers.
  answering: {
    argument: null,
    guardedElsewhere: true,
    read: () => null,
    bodies: new Set(),
    sendsReturned: true,
    schemas,
    hides,
  },
  readMarks,
  grammar: (range) => {
    const [major] = /\d+/.exec(range('@nestjs/core') ?? '') ?? [];
    return {
      ...(major !== undefined && Number(major) < 11 ? versionZero : versionEight),
      title: 'NestJS',
      isRooted: false,
    };
  },
};

/** What is told of an app after it was made. Nothing that it gives is a router. */
function callRouter({ router }: RouterValue, name: string, [first, second]: readonly Value[], call: Call): Value {
  const { settings } = router;
  if (name === 'setGlobalPrefix' && first) {
    const below = call.create('router');
    register(router, {
      method: 'use',
      path: joined([slash, first]),
      at: call.at,
      mount: below.router,
      handled: { given: [] },
    });
    settings.set('prefixed', below);
    settings.set('exclude', property(second, 'exclude') ?? nothing);
  }
  if (name === 'useGlobalInterceptors') settings.set('interceptors', slash);
  if (name === 'listen') settings.set('listens', slash);
  if (name === 'enableVersioning')
    settings.set('versioning', first ?? { kind: 'object', entries: new Map(), class: null });
  return unknown(`app.${name}()`);
}

/** Each app serves the controllers of its module and of all that this imports. A controller that no app leads to is mounted nowhere. */
function readMarks(classes: readonly ClassValue[], reader: MarkReader): void {
  const made = reader.routers.filter(({ framework, settings }) => framework === nest && settings.has('module'));
  const apps = made.filter((app) => isServed(app, made));
  const served = new Set<string>();
  for (const app of apps) {
    const visit = { app, reader, seen: new Set<string>() };
    // A module further on may have an interceptor for all of them.
    for (const controller of [...controllersOf(app.settings.get('module') ?? noPath, visit)]) {
      served.add(classKey(controller));
      addController(app, controller, reader);
    }
  }
  for (const one of classes) {
    if (served.has(classKey(one)) || !markOf(one, ['Controller'], { framework: nest, reader })) continue;
    const [first] = reader.methodsOf(one);
    if (first) addController(reader.create(nest, first.at), one, reader);
  }
}

/** An app that does not listen, beside one of the same file that does, is there for something else, such as its configuration. */
function isServed(app: Router, apps: readonly Router[]): boolean {
  const listens = ({ settings }: Router): boolean => settings.has('listens');
  return listens(app) || !apps.some((other) => other.at.file === app.at.file && listens(other));
}

/** How the modules of an app are gone through. */
interface Visit {
  readonly app: Router;
  readonly reader: MarkReader;
  readonly seen: Set<string>;
}

/** The controllers of a module and of those that it imports, each once. */
function* controllersOf(value: Value, visit: Visit): Generator<ClassValue> {
  const { reader, seen } = visit;
  const found = reader.resolved(value);
  // `UsersModule.forRoot()` of one's own gives `{ module, controllers, imports }`.
  const module = found.kind === 'class' ? found : property(found, 'module');
  if (found.kind === 'object') yield* partsOf(found, visit);
  if (module?.kind !== 'class' || seen.has(classKey(module))) return;
  seen.add(classKey(module));
  const told = markOf(module, ['Module'], { framework: nest, reader })?.args[0];
  if (told) yield* partsOf(told, visit);
}

function* partsOf(told: Value, visit: Visit): Generator<ClassValue> {
  const { app, reader, seen } = visit;
  for (const one of flattened(property(told, 'providers') ?? nothing))
    if (isInterceptor(property(one, 'provide'))) app.settings.set('interceptors', slash);
  for (const one of flattened(property(told, 'controllers') ?? nothing)) {
    const controller = reader.resolved(one);
    if (controller.kind !== 'class' || seen.has(classKey(controller))) continue;
    seen.add(classKey(controller));
    yield controller;
  }
  for (const one of flattened(property(told, 'imports') ?? nothing)) yield* controllersOf(one, visit);
}

/** `APP_INTERCEPTOR` of the framework. */
function isInterceptor(provided: Value | undefined): boolean {
  return provided?.kind === 'unknown' && provided.text.endsWith('.APP_INTERCEPTOR');
}

function addController(app: Router, controller: ClassValue, reader: MarkReader): void {
  const told = markOf(controller, ['Controller'], { framework: nest, reader })?.args[0];
  const paths = flattened((told?.kind === 'object' ? property(told, 'path') : told) ?? noPath);
  const version = property(told, 'version');
  for (const action of actionsOf(controller, verbs, { framework: nest, reader }).flatMap(contractedActions))
    for (const path of paths)
      addRoutes(app, {
        ...action,
        path,
        version: versionOf(action.method) ?? version,
        controllerMarks: reader.givenOf(controller),
        isChanged: [...reader.marksOf(controller), ...action.method.marks].some(
          ({ name }) => name === 'UseInterceptors',
        ),
      });
}

/** The routes of the contract that `@TsRestHandler(contract)` names, or of the one route that it names. */
function contractedActions(action: Action): readonly Action[] {
  const { verb, mark } = action;
  const [contract] = mark.args;
  if (verb !== contracted || !contract) return [action];
  const promises = promisesOf(contract);
  if (!promises) return [{ ...action, verb: 'all', mark: { ...mark, args: [unknown('the contract')] } }];
  return promises.map(({ method, path }) => ({ ...action, verb: method, mark: { ...mark, args: [path] } }));
}

interface Told extends Action {
  /** The controller's. */
  readonly path: Value;
  readonly version: Value | undefined;
  readonly controllerMarks: readonly Written[];
  /** Interceptors may change what the method returns. */
  readonly isChanged: boolean;
}

/** The status of `@HttpCode(…)`, else that of the verb. */
function statusOf({ marks: all }: MarkedMethod, verb: string): Written | number {
  const code = all.find(({ name }) => name === 'HttpCode')?.given[0];
  if (code) return code;
  const redirect = all.find(({ name }) => name === 'Redirect');
  if (redirect) return redirect.given[1] ?? 302;
  return verb === 'post' ? 201 : 200;
}

function versionOf({ marks: all }: MarkedMethod): Value | undefined {
  return all.find(({ name }) => name === 'Version')?.args[0];
}

function addRoutes(app: Router, { verb, mark, path, version, method, controllerMarks, isChanged }: Told): void {
  for (const own of flattened(mark.args[0] ?? noPath)) {
    const local = joined([path, slash, own]);
    const prefixed = app.settings.get('prefixed');
    const router = prefixed?.kind === 'router' && !isExcluded(app, local) ? prefixed.router : app;
    for (const versioned of versionedPaths(app, version))
      register(router, {
        method: verb,
        path: joined([slash, versioned, slash, local]),
        at: method.at,
        mount: null,
        handled: {
          given: [...method.given, ...controllerMarks],
          method: method.method,
          parameters: method.parameters,
          status: statusOf(method, verb),
          isChanged: isChanged || app.settings.has('interceptors'),
        },
      });
  }
}

/** `exclude: ['health', { path: 'metrics', method: … }]` of the global prefix. */
function isExcluded({ settings }: Router, path: Value): boolean {
  const plain = ({ kind, ...value }: Value): string | null =>
    kind === 'text' && 'text' in value ? value.text.split('/').filter(Boolean).join('/') : null;
  const asked = plain(path);
  const excluded = flattened(settings.get('exclude') ?? nothing);
  return asked !== null && excluded.some((one) => plain(property(one, 'path') ?? one) === asked);
}
