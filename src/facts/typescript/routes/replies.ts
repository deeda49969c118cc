import type { Place } from '../../../core/location.ts';
import type { Reply } from '../../../core/route.ts';
import { keyName } from '../key-name.ts';
import { type Node, type Of, endOf, literalText, startOf } from '../node.ts';
import { bare } from './bare.ts';
import type { Maker } from './maker.ts';
import { lookUp, type Scope, type WrittenLink, type WrittenReply } from './scope.ts';
import type { Candidate } from './steps.ts';
import { bodyTakers, replying, responseMakers } from './vocabulary.ts';

/** Gives each function what it may answer a request with. */
export function takeReplies(candidates: readonly Candidate[]): void {
  // `res.status(404)` is a part of `res.status(404).json(x)`.
  const parts = new Set<Node>();
  for (const { node, scope } of candidates) {
    if (parts.has(node) || node.type === 'ForOfStatement') continue;
    const found = node.type === 'AssignmentExpression' ? assigned(node) : called(node, parts);
    if (!found) continue;
    const taken = takenOf(found.root, scope);
    if (![...taken, ...found.chain.map(({ name }) => name)].some((name) => replying.has(name))) continue;
    const owner = ownerOf(found.root, scope);
    owner?.fn.replies.push({ root: { node: found.root, scope }, chain: found.chain, at: found.at });
  }
}

/** `throw new NotFound()`, unless the function may catch it itself. */
export function thrownReply(
  { argument }: Of<'ThrowStatement'>,
  parents: readonly Node[],
  scope: Scope,
): WrittenReply | null {
  const thrown = bare(argument);
  const isCaught = parents.some((one, i) => one.type === 'TryStatement' && one.handler && parents[i + 1] === one.block);
  if (isCaught || (thrown.type !== 'NewExpression' && thrown.type !== 'CallExpression')) return null;
  const root = bare(thrown.callee);
  return { root: { node: root, scope }, chain: [{ name: 'throw', args: thrown.arguments }], at: root };
}

/** A reply in terms. */
export function replyOf({ root, chain, at }: WrittenReply, maker: Maker): Reply {
  const { scope } = root;
  const placeOf = (node: Node): Place => maker.source.place(startOf(node), endOf(node));
  return {
    root: maker.of(root.node, scope),
    chain: chain.map(({ name, args }) => ({
      name,
      args: args.map((arg, i) =>
        i === 0 && bodyTakers.has(name) ? bodyTerm(arg, scope, maker) : plainTerm(arg, scope, maker),
      ),
      body: args[0] && bodyTakers.has(name) ? placeOf(args[0]) : null,
    })),
    at: placeOf(at),
    within: placeOf(scope.node),
  };
}

interface Chained {
  readonly root: Node;
  readonly chain: readonly WrittenLink[];
  readonly at: Node;
}

/** `response.status(404).json(x)`, `new Response(x)`, and with a first link without a name `status(404)`. */
function called(node: Of<'CallExpression' | 'NewExpression'>, parts: Set<Node>): Chained | null {
  const chain: WrittenLink[] = [];
  const own = bare(node.callee);
  if (node.type === 'NewExpression') return { root: own, chain: [{ name: 'new', args: node.arguments }], at: own };
  for (let at: Node = node; ;) {
    if (at.type === 'CallExpression') {
      const callee = bare(at.callee);
      parts.add(at);
      if (callee.type === 'Identifier')
        return { root: callee, chain: [{ name: '', args: at.arguments }, ...chain], at: own };
      const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
      if (callee.type !== 'MemberExpression' || name === null) return null;
      chain.unshift({ name, args: at.arguments });
      at = bare(callee.object);
    } else if (at.type === 'MemberExpression') {
      chain.unshift({ name: memberName(at) ?? '', args: [] });
      at = bare(at.object);
    } else return { root: at, chain, at: own.type === 'MemberExpression' ? own.property : own };
  }
}

/** `response.statusCode = 404`: the last name with a `=`. */
function assigned({ left, right }: Of<'AssignmentExpression'>): Chained | null {
  const chain: WrittenLink[] = [];
  let at: Node = bare(left);
  for (; at.type === 'MemberExpression'; at = bare(at.object))
    chain.unshift(
      chain.length === 0
        ? { name: `${memberName(at) ?? ''}=`, args: [right] }
        : { name: memberName(at) ?? '', args: [] },
    );
  return chain.length === 0 ? null : { root: at, chain, at: left };
}

function memberName({ computed, property }: Of<'MemberExpression'>): string | null {
  return computed ? literalText(property) : keyName(property);
}

/** What is taken out of an argument: `status` of `({ status }) => …`. */
function takenOf(root: Node, scope: Scope): readonly string[] {
  const declared = root.type === 'Identifier' ? lookUp(root.name, scope) : undefined;
  return declared?.source.kind === 'argument' ? declared.keys : [];
}

/** The function of which the root is an argument, or a part of one; for what makes a response of its own, the one in which it stands. */
function ownerOf(root: Node, scope: Scope): Scope | { readonly fn: Scope['fn'] } | null {
  if (root.type !== 'Identifier') return null;
  const declared = lookUp(root.name, scope);
  if (declared?.source.kind === 'argument') return declared;
  return responseMakers.has(root.name) ? scope : null;
}

/** Of a body, only whether it is nothing. */
function bodyTerm(node: Node, scope: Scope, maker: Maker): number {
  const inner = bare(node);
  return inner.type === 'Literal' ? maker.of(inner, scope) : maker.add({ kind: 'unknown', text: '' });
}

/** What may be a status or hold one. */
function plainTerm(node: Node, scope: Scope, maker: Maker): number {
  const inner = bare(node);
  switch (inner.type) {
    case 'Literal':
    case 'Identifier':
    case 'MemberExpression':
    case 'ConditionalExpression':
      return maker.of(inner, scope);
    case 'ObjectExpression':
      return maker.add({
        kind: 'object',
        entries: inner.properties.flatMap((one) => {
          if (one.type !== 'Property' || one.computed) return [];
          const name = keyName(one.key);
          return name === 'status' || name === 'code' ? [{ name, value: plainTerm(one.value, scope, maker) }] : [];
        }),
      });
    default:
      return maker.add({ kind: 'unknown', text: '' });
  }
}
