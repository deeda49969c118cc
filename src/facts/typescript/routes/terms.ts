import type { Named, RouteBinding, RouteClass, RouteFunction, Routing, Term } from '../../../core/route.ts';
import { keyName } from '../declarations.ts';
import { type Node, type Of, endOf, literalText, startOf } from '../node.ts';
import type { Source } from '../source.ts';
import { bare, type Declared, type Fn, lookUp, moduleExport, requiredModule, type Scope, type Scopes, type Written } from './scopes.ts';

/** Turns expressions into terms, and whatever they refer to; only what is referred to is written down. */
export interface Terms {
  of(node: Node, scope: Scope): number;
  fn(node: Node): void;
  finish(exports: readonly Named[]): Routing;
}

const deepest = 150;
const verbs = new Set(['all', 'get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'del']);

export function termsOf(source: Source, scopes: Scopes): Terms {
  const terms: Term[] = [];
  const known = new Map<string, number>();
  const nodes = new Map<Node, number>();
  const bindings: RouteBinding[] = [];
  const functions: RouteFunction[] = [];
  const classes: RouteClass[] = [];
  const bound = new Map<Declared, number>();
  const numbered = { functions: new Map<Node, number>(), classes: new Map<Node, number>() };
  const work: (() => void)[] = [];
  let depth = 0;

  const add = (term: Term): number => {
    if (term.kind === 'call' || term.kind === 'set') return terms.push(term) - 1;
    const key = JSON.stringify(term);
    const before = known.get(key);
    if (before !== undefined) return before;
    known.set(key, terms.length);
    return terms.push(term) - 1;
  };
  const unknown = (node: Node): number => add({ kind: 'unknown', text: source.text.slice(startOf(node), Math.min(endOf(node), startOf(node) + 60)).replaceAll(/\s+/g, ' ') });
  const ofWritten = ({ node, scope }: Written): number => of(node, scope);

  const of = (node: Node, scope: Scope): number => {
    const before = nodes.get(node);
    if (before !== undefined) return before;
    if (depth > deepest) return unknown(node);
    depth++;
    const made = make(bare(node), scope);
    depth--;
    nodes.set(node, made);
    return made;
  };

  const make = (node: Node, scope: Scope): number => {
    const specifier = requiredModule(node, scope);
    if (specifier !== null) return add({ kind: 'import', specifier, name: '*' });
    switch (node.type) {
      case 'Literal':
        if ('regex' in node) return add({ kind: 'regexp', text: node.regex.pattern });
        return typeof node.value === 'string' || typeof node.value === 'number' ? add({ kind: 'text', text: String(node.value) }) : unknown(node);
      case 'TemplateLiteral': return add({ kind: 'concat', items: node.quasis.flatMap((quasi, i) => {
        const text = add({ kind: 'text', text: quasi.value.cooked ?? '' });
        const hole = node.expressions[i];
        return hole ? [text, of(hole, scope)] : [text];
      }) });
      case 'BinaryExpression': return node.operator === '+' ? add({ kind: 'concat', items: [of(node.left, scope), of(node.right, scope)] }) : unknown(node);
      case 'Identifier': return named(node, scope);
      case 'ThisExpression': return add({ kind: 'this' });
      case 'Super': return add({ kind: 'super' });
      case 'MemberExpression': {
        const offered = moduleExport(node, scope);
        if (offered !== null) return add({ kind: 'import', specifier: '', name: offered });
        const name = node.computed ? literalText(node.property) : keyName(node.property);
        return name === null ? unknown(node) : add({ kind: 'member', of: of(node.object, scope), name });
      }
      case 'AssignmentExpression': return assigned(node, scope);
      case 'CallExpression': case 'NewExpression': return call(node, scope);
      case 'LogicalExpression': return add({ kind: 'either', items: [of(node.left, scope), of(node.right, scope)] });
      case 'ConditionalExpression': return add({ kind: 'either', items: [of(node.consequent, scope), of(node.alternate, scope)] });
      case 'ArrayExpression': return add({ kind: 'list', items: node.elements.flatMap((one) => (one ? [item(one, scope)] : [])) });
      case 'ObjectExpression': return add({ kind: 'object', entries: node.properties.flatMap((one): Named[] => {
        if (one.type === 'SpreadElement') return [{ name: '...', value: of(one.argument, scope) }];
        const name = one.computed ? null : keyName(one.key);
        return name === null ? [] : [{ name, value: of(one.value, scope) }];
      }) });
      case 'FunctionDeclaration': case 'FunctionExpression': case 'ArrowFunctionExpression': return add({ kind: 'function', index: fn(node) });
      case 'ClassDeclaration': case 'ClassExpression': return add({ kind: 'class', index: klass(node) });
      default: return unknown(node);
    }
  };

  const item = (node: Node, scope: Scope): number => (node.type === 'SpreadElement' ? add({ kind: 'spread', of: of(node.argument, scope) }) : of(node, scope));

  const named = (node: Of<'Identifier'>, scope: Scope): number => {
    const declared = lookUp(node.name, scope);
    return declared ? add({ kind: 'binding', index: binding(declared) }) : unknown(node);
  };

  const binding = (declared: Declared): number => {
    const before = bound.get(declared);
    if (before !== undefined) return before;
    const index = bindings.push({ owner: 0, value: 0 }) - 1;
    bound.set(declared, index);
    // Later, since what it is may refer to itself.
    work.push(() => { bindings[index] = { owner: fn(declared.fn.node), value: valueOf(declared) }; });
    return index;
  };

  const valueOf = ({ source: from, keys, typed, assigned: later }: Declared): number => {
    let value = sourceTerm(from, later);
    for (const name of keys) value = add({ kind: 'member', of: value, name });
    return typed ? add({ kind: 'typed', of: value }) : value;
  };

  const sourceTerm = (from: Declared['source'], later: readonly Written[]): number => {
    switch (from.kind) {
      case 'argument': return add({ kind: 'argument', index: from.index });
      case 'import': return add({ kind: 'import', specifier: from.specifier, name: from.name });
      case 'function': return add({ kind: 'function', index: fn(from.node) });
      case 'class': return add({ kind: 'class', index: klass(from.node) });
      case 'enum': return enumTerm(from.node as Of<'TSEnumDeclaration'>);
      case 'value': {
        const [first] = later;
        if (from.written && (later.length === 0 || from.written.node.type !== 'Literal')) return ofWritten(from.written);
        return first && !from.written ? (later.length === 1 ? ofWritten(first) : add({ kind: 'either', items: later.map(ofWritten) })) : add({ kind: 'unknown', text: 'a variable that changes' });
      }
    }
  };

  const enumTerm = (node: Of<'TSEnumDeclaration'>): number => add({ kind: 'object', entries: node.body.members.flatMap((member): Named[] => {
    const name = keyName(member.id);
    const text = literalText(member.initializer);
    return name === null || text === null ? [] : [{ name, value: add({ kind: 'text', text }) }];
  }) });

  const assigned = (node: Of<'AssignmentExpression'>, scope: Scope): number => {
    const value = of(node.right, scope);
    const { left } = node;
    if (left.type !== 'MemberExpression') return value;
    const name = left.computed ? literalText(left.property) : keyName(left.property);
    return name === null ? value : add({ kind: 'set', of: of(left.object, scope), name, value });
  };

  const call = (node: Of<'CallExpression' | 'NewExpression'>, scope: Scope): number => {
    const callee = bare(node.callee);
    const last = callee.type === 'MemberExpression' ? callee.property : callee;
    const name = callee.type === 'MemberExpression' && !callee.computed ? keyName(callee.property) : null;
    // `Object.freeze({ … })` is the object.
    const [first] = node.arguments;
    if (callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Object' && name === 'freeze' && first) return of(first, scope);
    const target = callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Object' && !lookUp('Object', scope)
      ? add({ kind: 'member', of: add({ kind: 'unknown', text: 'Object' }), name: name ?? '' })
      : of(callee, scope);
    // What handles a request is no router.
    const isRoute = name !== null && verbs.has(name) && node.arguments.length > 1;
    const items = node.arguments.map((one, i) => (isRoute && i > 0 ? add({ kind: 'unknown', text: '' }) : item(one, scope)));
    return add({ kind: 'call', of: target, items, fresh: node.type === 'NewExpression', at: source.place(startOf(last), endOf(last)) });
  };

  const fn = (node: Node): number => {
    const before = numbered.functions.get(node);
    if (before !== undefined) return before;
    const found = scopes.functions.get(node);
    const index = functions.push({ outer: -1, arrow: true, typed: false, steps: [], returns: [] }) - 1;
    numbered.functions.set(node, index);
    if (found) work.push(() => { functions[index] = functionOf(found); });
    return index;
  };

  const functionOf = (found: Fn): RouteFunction => ({
    outer: found.outer ? fn(found.outer.node) : -1,
    arrow: found.arrow,
    typed: found.typed,
    steps: [...found.properties.map(({ name, declared }) => property(name, declared)), ...found.steps.map(stepOf)],
    returns: found.returns.map(ofWritten),
  });

  const property = (name: string, declared: Declared): number =>
    add({ kind: 'set', of: add({ kind: 'this' }), name, value: add({ kind: 'binding', index: binding(declared) }) });

  /** A loop is a function that is called with each item of a list. */
  const stepOf = ({ node, scope }: Written): number => {
    if (node.type !== 'ForOfStatement') return of(node, scope);
    const each = add({ kind: 'member', of: of(node.right, scope), name: 'forEach' });
    return add({ kind: 'call', of: each, items: [add({ kind: 'function', index: fn(node) })], fresh: false, at: source.place(startOf(node), startOf(node) + 3) });
  };

  const klass = (node: Node): number => {
    const before = numbered.classes.get(node);
    if (before !== undefined) return before;
    const index = classes.push({ base: -1, scope: 0, maker: -1, members: [] }) - 1;
    numbered.classes.set(node, index);
    const scope = scopes.classes.get(node);
    if (scope) work.push(() => { classes[index] = classOf(node as Of<'ClassDeclaration' | 'ClassExpression'>, scope); });
    return index;
  };

  const classOf = ({ superClass, body }: Of<'ClassDeclaration' | 'ClassExpression'>, scope: Scope): RouteClass => {
    const members: RouteClass['members'][number][] = [];
    let maker = -1;
    for (const member of body.body) {
      const name = 'key' in member && !member.computed ? keyName(member.key) : null;
      if (name === null) continue;
      if (member.type === 'PropertyDefinition' && member.value) members.push({ name, kind: 'field', fixed: member.static, value: of(member.value, scope) });
      if (member.type !== 'MethodDefinition' || member.value.type !== 'FunctionExpression') continue;
      if (member.kind === 'constructor') maker = fn(member.value);
      else if (member.kind !== 'set') members.push({ name, kind: member.kind === 'get' ? 'getter' : 'method', fixed: member.static, value: fn(member.value) });
    }
    return { base: superClass ? of(superClass, scope) : -1, scope: fn(scope.fn.node), maker, members };
  };

  return {
    of,
    fn: (node) => void fn(node),
    finish(exports) {
      for (let next = work.pop(); next; next = work.pop()) next();
      return { terms, bindings, functions, classes, exports };
    },
  };
}
