import type { PatternOptions } from '../../core/code.ts';
import { type Node, type Of, literalText } from './node.ts';

/** The patterns of `import.meta.glob`, and what they leave out: `!` begins a pattern of the latter. */
export function globsIn({ arguments: [first, options] }: Of<'CallExpression'>): {
  readonly items: readonly Node[];
  readonly pattern: PatternOptions;
} {
  const listed: readonly (Node | null)[] = first?.type === 'ArrayExpression' ? first.elements : [first ?? null];
  const all = listed.filter((item) => item !== null);
  const not = all.flatMap((item) => /^!(.*)/s.exec(literalText(item) ?? '')?.[1] ?? []);
  const items = all.filter((item) => !literalText(item)?.startsWith('!'));
  return { items, pattern: { base: literalText(valueOf(options, 'base')), not, only: null, shallow: false } };
}

/** What `require.context('./x', false, /[.]vue$/)` takes of its folder. */
export function contextOf({ arguments: [, deep, test] }: Of<'CallExpression'>): PatternOptions {
  const regex = test?.type === 'Literal' && 'regex' in test ? test.regex : null;
  const only = regex && (regex.flags.includes('i') ? `(?i)${regex.pattern}` : regex.pattern);
  return { base: null, not: [], only, shallow: deep?.type === 'Literal' && deep.value === false };
}

function valueOf(object: Node | undefined, name: string): Node | null {
  if (object?.type !== 'ObjectExpression') return null;
  for (const one of object.properties)
    if (one.type === 'Property' && one.key.type === 'Identifier' && one.key.name === name) return one.value;
  return null;
}
