import type {
  MarkedMember,
  Named,
  RouteBinding,
  RouteClass,
  RouteFunction,
  Routing,
  Term,
} from '../../../core/route.ts';
import { keyName } from '../key-name.ts';
import { type Node, type Of, endOf, literalText, startOf } from '../node.ts';
import type { Source } from '../source.ts';
import {
  bare,
  type Declared,
  type Fn,
  lookUp,
  moduleExport,
  requiredModule,
  type Scope,
  type Scopes,
  type Written,
} from './scopes.ts';
import { verbs } from './vocabulary.ts';

/** Turns expressions into terms, and whatever they refer to; only what is referred to is written down. */
export interface Terms {
  of(node: Node, scope: Scope): number;
  fn(node: Node): number;
  /** Writes down what was only numbered so far. */
  klass(node: Node): number;
  finish(exports: readonly Named[], marked: readonly number[]): Routing;
}

interface Maker extends Terms {
  readonly source: Source;
  readonly scopes: Scopes;
  add(term: Term): number;
  unknown(node: Node): number;
  binding(declared: Declared): number;
}

const deepest = 600;

export function termsOf(source: Source, scopes: Scopes): Terms {
  const terms: Term[] = [];
  const known = new Map<string, number>();
  const nodes = new Map<Node, number>();
  const bindings = numbering<Declared, RouteBinding>({ owner: 0, value: 0 });
  const functions = numbering<Node, RouteFunction>({ outer: -1, arrow: true, types: [], steps: [], returns: [] });
  const classes = numbering<Node, RouteClass>({ base: -1, scope: 0, maker: -1, marks: [], marked: [], members: [] });
  // Later, since a thing may refer to itself.
  const work: (() => void)[] = [];
  let depth = 0;
  const maker: Maker = {
    source,
    scopes,
    add(term) {
      // No two calls are one.
      const key = term.kind === 'call' || term.kind === 'set' ? null : JSON.stringify(term);
      const before = key === null ? undefined : known.get(key);
      if (before !== undefined) return before;
      if (key !== null) known.set(key, terms.length);
      return terms.push(term) - 1;
    },
    of(written, scope) {
      // `await f()` is the call of `f`, which may be a step by itself.
      const node = bare(written);
      const before = nodes.get(node);
      if (before !== undefined) return before;
      if (depth > deepest) return maker.unknown(node);
      depth++;
      const made = termOf(node, scope, maker);
      depth--;
      nodes.set(node, made);
      return made;
    },
    unknown(node) {
      const start = startOf(node);
      return maker.add({
        kind: 'unknown',
        text: source.text.slice(start, Math.min(endOf(node), start + 60)).replaceAll(/\s+/g, ' '),
      });
    },
    binding: (declared) =>
      bindings.of(declared, (set) =>
        work.push(() => {
          set({ owner: maker.fn(declared.fn.node), value: valueOf(declared, maker) });
        }),
      ),
    fn: (node) =>
      functions.of(node, (set) => {
        const found = scopes.functions.get(node);
        if (found)
          work.push(() => {
            set(functionOf(found, maker));
          });
      }),
    klass: (node) =>
      classes.of(node, (set) => {
        const scope = scopes.classes.get(node);
        if (scope)
          work.push(() => {
            set(classOf(node as Of<'ClassDeclaration' | 'ClassExpression'>, scope, maker));
          });
      }),
    finish(exports, marked) {
      for (let next = work.pop(); next; next = work.pop()) next();
      return { terms, bindings: bindings.all, functions: functions.all, classes: classes.all, marked, exports };
    },
  };
  return maker;
}

/** Numbers things as they are met, each with a value that is set later. */
function numbering<K, V>(
  empty: V,
): { readonly all: readonly V[]; of(key: K, begin: (set: (value: V) => void) => void): number } {
  const all: V[] = [];
  const numbers = new Map<K, number>();
  return {
    all,
    of(key, begin) {
      const before = numbers.get(key);
      if (before !== undefined) return before;
      const number = all.push(empty) - 1;
      numbers.set(key, number);
      begin((value) => {
        all[number] = value;
      });
      return number;
    },
  };
}

function termOf(node: Node, scope: Scope, maker: Maker): number {
  const { add, of } = maker;
  const specifier = requiredModule(node, scope);
  if (specifier !== null) return add({ kind: 'import', specifier, name: '*' });
  switch (node.type) {
    case 'Literal':
      if ('regex' in node) return add({ kind: 'regexp', text: node.regex.pattern });
      return typeof node.value === 'string' || typeof node.value === 'number'
        ? add({ kind: 'text', text: String(node.value) })
        : maker.unknown(node);
    case 'TemplateLiteral':
      return add({
        kind: 'concat',
        items: node.quasis.flatMap((quasi, i) => {
          const text = add({ kind: 'text', text: quasi.value.cooked ?? '' });
          const hole = node.expressions[i];
          return hole ? [text, of(hole, scope)] : [text];
        }),
      });
    case 'BinaryExpression':
      return node.operator === '+'
        ? add({ kind: 'concat', items: [of(node.left, scope), of(node.right, scope)] })
        : maker.unknown(node);
    case 'Identifier': {
      const declared = lookUp(node.name, scope);
      return declared ? add({ kind: 'binding', index: maker.binding(declared) }) : maker.unknown(node);
    }
    case 'ThisExpression':
      return add({ kind: 'this' });
    case 'Super':
      return add({ kind: 'super' });
    case 'MemberExpression':
      return memberTerm(node, scope, maker);
    case 'AssignmentExpression':
      return assignedTerm(node, scope, maker);
    case 'CallExpression':
    case 'NewExpression':
      return callTerm(node, scope, maker);
    case 'LogicalExpression':
      return add({ kind: 'either', items: [of(node.left, scope), of(node.right, scope)] });
    case 'ConditionalExpression':
      return add({ kind: 'either', items: [of(node.consequent, scope), of(node.alternate, scope)] });
    case 'ArrayExpression':
      return add({ kind: 'list', items: node.elements.flatMap((one) => (one ? [itemTerm(one, scope, maker)] : [])) });
    case 'ObjectExpression':
      return objectTerm(node, scope, maker);
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return add({ kind: 'function', index: maker.fn(node) });
    case 'ClassDeclaration':
    case 'ClassExpression':
      return add({ kind: 'class', index: maker.klass(node) });
    default:
      return maker.unknown(node);
  }
}

function memberTerm(node: Of<'MemberExpression'>, scope: Scope, { add, of, unknown }: Maker): number {
  const offered = moduleExport(node, scope);
  if (offered !== null) return add({ kind: 'import', specifier: '', name: offered });
  const name = memberName(node);
  return name === null ? unknown(node) : add({ kind: 'member', of: of(node.object, scope), name });
}

function memberName({ computed, property }: Of<'MemberExpression'>): string | null {
  return computed ? literalText(property) : keyName(property);
}

function itemTerm(node: Node, scope: Scope, { add, of }: Maker): number {
  return node.type === 'SpreadElement' ? add({ kind: 'spread', of: of(node.argument, scope) }) : of(node, scope);
}

function objectTerm({ properties }: Of<'ObjectExpression'>, scope: Scope, { add, of }: Maker): number {
  const entries = properties.flatMap((one): Named[] => {
    if (one.type === 'SpreadElement') return [{ name: '...', value: of(one.argument, scope) }];
    const name = one.computed ? null : keyName(one.key);
    return name === null ? [] : [{ name, value: of(one.value, scope) }];
  });
  return add({ kind: 'object', entries });
}

function assignedTerm({ left, right }: Of<'AssignmentExpression'>, scope: Scope, { add, of }: Maker): number {
  const value = of(right, scope);
  const name = left.type === 'MemberExpression' ? memberName(left) : null;
  return name === null || left.type !== 'MemberExpression'
    ? value
    : add({ kind: 'set', of: of(left.object, scope), name, value });
}

function callTerm(node: Of<'CallExpression' | 'NewExpression'>, scope: Scope, maker: Maker): number {
  const { add, of, source } = maker;
  const callee = bare(node.callee);
  // A module whose name is computed.
  if (callee.type === 'Identifier' && callee.name === 'require' && !lookUp('require', scope))
    return maker.unknown(node);
  const isMember = callee.type === 'MemberExpression';
  const last = isMember ? callee.property : callee;
  const name = isMember ? memberName(callee) : null;
  const isObject =
    isMember && callee.object.type === 'Identifier' && callee.object.name === 'Object' && !lookUp('Object', scope);
  const [first] = node.arguments;
  // `Object.freeze({ … })` is the object.
  if (isObject && name === 'freeze' && first) return of(first, scope);
  // What handles a request is no router.
  const isRoute = name !== null && verbs.has(name) && node.arguments.length > 1;
  const items = node.arguments.map((one, i) =>
    isRoute && i > 0 && !isText(one) ? add({ kind: 'unknown', text: '' }) : itemTerm(one, scope, maker),
  );
  return add({
    kind: 'call',
    of: of(callee, scope),
    items,
    fresh: node.type === 'NewExpression',
    at: source.place(startOf(last), endOf(last)),
  });
}

function isText(node: Node): boolean {
  const { type } = bare(node);
  return type === 'Literal' || type === 'TemplateLiteral';
}

function valueOf({ source, keys, type, assigned }: Declared, maker: Maker): number {
  let value = sourceTerm(source, assigned, maker);
  for (const name of keys) value = maker.add({ kind: 'member', of: value, name });
  return type ? maker.add({ kind: 'typed', of: value, ...type }) : value;
}

function sourceTerm(from: Declared['source'], assigned: readonly Written[], { add, of, fn, klass }: Maker): number {
  switch (from.kind) {
    case 'argument':
      return add({ kind: 'argument', index: from.index });
    case 'import':
      return add({ kind: 'import', specifier: from.specifier, name: from.name });
    case 'function':
      return add({ kind: 'function', index: fn(from.node) });
    case 'class':
      return add({ kind: 'class', index: klass(from.node) });
    case 'enum':
      return enumTerm(from.node as Of<'TSEnumDeclaration'>, add);
    case 'value': {
      const all = [...(from.written ? [from.written] : []), ...assigned];
      const [only] = all;
      if (!only) return add({ kind: 'unknown', text: 'a variable without a value' });
      return all.length === 1
        ? of(only.node, only.scope)
        : add({ kind: 'either', items: all.map(({ node, scope }) => of(node, scope)) });
    }
  }
}

function enumTerm({ body }: Of<'TSEnumDeclaration'>, add: Maker['add']): number {
  const entries = body.members.flatMap((member): Named[] => {
    const name = keyName(member.id);
    const text = literalText(member.initializer);
    return name === null || text === null ? [] : [{ name, value: add({ kind: 'text', text }) }];
  });
  return add({ kind: 'object', entries });
}

function functionOf({ outer, arrow, types, properties, steps, returns }: Fn, maker: Maker): RouteFunction {
  const { add, of, fn, binding } = maker;
  const given = properties.map(({ name, declared }) =>
    add({ kind: 'set', of: add({ kind: 'this' }), name, value: add({ kind: 'binding', index: binding(declared) }) }),
  );
  return {
    outer: outer ? fn(outer.node) : -1,
    arrow,
    types,
    steps: [...given, ...steps.map((step) => stepTerm(step, maker))],
    returns: returns.map(({ node, scope }) => of(node, scope)),
  };
}

/** A loop is a function that is called with each item of a list. */
function stepTerm({ node, scope }: Written, { add, of, fn, source }: Maker): number {
  if (node.type !== 'ForOfStatement') return of(node, scope);
  const each = add({ kind: 'member', of: of(node.right, scope), name: 'forEach' });
  return add({
    kind: 'call',
    of: each,
    items: [add({ kind: 'function', index: fn(node) })],
    fresh: false,
    at: source.place(startOf(node), startOf(node) + 3),
  });
}

function classOf(
  { superClass, body, decorators }: Of<'ClassDeclaration' | 'ClassExpression'>,
  scope: Scope,
  { of, fn, source }: Maker,
): RouteClass {
  const members: RouteClass['members'][number][] = [];
  const marked: MarkedMember[] = [];
  const marksOf = (all: typeof decorators): readonly number[] =>
    all.map(({ expression }) => of(expression, scope.upper ?? scope));
  let maker = -1;
  for (const member of body.body) {
    const name = 'key' in member && !member.computed ? keyName(member.key) : null;
    if (name === null) continue;
    if (member.type === 'PropertyDefinition' && member.value)
      members.push({ name, kind: 'field', fixed: member.static, value: of(member.value, scope) });
    if (member.type !== 'MethodDefinition' || member.value.type !== 'FunctionExpression') continue;
    if (member.decorators.length > 0)
      marked.push({
        name,
        marks: marksOf(member.decorators),
        at: source.place(startOf(member.key), endOf(member.key)),
      });
    if (member.kind === 'constructor') maker = fn(member.value);
    else if (member.kind !== 'set')
      members.push({
        name,
        kind: member.kind === 'get' ? 'getter' : 'method',
        fixed: member.static,
        value: fn(member.value),
      });
  }
  const marks = marksOf(decorators);
  return { base: superClass ? of(superClass, scope) : -1, scope: fn(scope.fn.node), maker, marks, marked, members };
}
