import { type DeclarationKind, declarationKinds } from '../../../core/code.ts';

const memberLike = [
  'parameterProperty',
  'classicAccessor',
  'enumMember',
  'classMethod',
  'objectLiteralMethod',
  'typeMethod',
  'classProperty',
  'objectLiteralProperty',
  'typeProperty',
  'autoAccessor',
] as const;

/** Selectors that stand for several kinds. */
const groups = {
  default: declarationKinds,
  variableLike: ['variable', 'function', 'parameter'],
  memberLike,
  typeLike: ['class', 'interface', 'typeAlias', 'enum', 'typeParameter'],
  method: ['classMethod', 'objectLiteralMethod', 'typeMethod'],
  property: ['classProperty', 'objectLiteralProperty', 'typeProperty'],
  accessor: ['classicAccessor', 'autoAccessor'],
} as const satisfies Readonly<Record<string, readonly DeclarationKind[]>>;

type Group = keyof typeof groups;
export type Selector = DeclarationKind | Group;

/** Every selector that a key may begin with. */
export const selectors: readonly Selector[] = [...declarationKinds, ...(Object.keys(groups) as Group[])];

const isGroup = (selector: Selector): selector is Group => Object.hasOwn(groups, selector);

/** The kinds that a selector stands for. */
export function kindsOf(selector: Selector): readonly DeclarationKind[] {
  return isGroup(selector) ? groups[selector] : [selector];
}

/** Of several selectors that take a kind, the one of the lowest rank decides. */
export function rankOf(selector: Selector): number {
  return isGroup(selector) ? ranks[selector] : 0;
}

const ranks: Readonly<Record<Group, number>> = {
  method: 1,
  property: 1,
  typeLike: 2,
  memberLike: 2,
  accessor: 3,
  variableLike: 4,
  default: 5,
};

/** Modifiers from the lightest to the heaviest: each outweighs all before it together. */
const byWeight = [
  'const',
  'readonly',
  'static',
  'public',
  'protected',
  'private',
  '#private',
  'abstract',
  'destructured',
  'global',
  'exported',
  'unused',
  'requiresQuotes',
  'override',
  'async',
  'default',
  'namespace',
  'reexported',
] as const;
export type KeyModifier = (typeof byWeight)[number];

/** What is written `extends=X`, the lightest first; all outweigh the modifiers. */
const traitsByWeight = ['type', 'initializer', 'returns', 'implements', 'extends', 'decorator'] as const;
export type Trait = (typeof traitsByWeight)[number];

/** Types that typescript-eslint knows, the lightest first; those that are called by their names are heavier. */
const typesByWeight = ['type=boolean', 'type=string', 'type=number', 'type=function', 'type=array'] as const;

const weights = new Map<string, number>(
  [...byWeight, ...typesByWeight, ...traitsByWeight, 'name'].map((name, i) => [name, 2 ** i]),
);

/** How much a key's modifiers, traits (as they are written, such as `type=boolean`) and filters count together. */
export function weightOf(names: readonly string[]): number {
  const known = names.map((name) => (weights.has(name) ? name : (name.split('=')[0] ?? '')));
  return [...new Set(known)].reduce((sum, name) => sum + (weights.get(name) ?? 0), 0);
}

const members: readonly KeyModifier[] = [
  'static',
  'public',
  'protected',
  'private',
  '#private',
  'abstract',
  'requiresQuotes',
  'override',
];

/** What can be said of each kind. */
const sayings: Readonly<Record<DeclarationKind, readonly [readonly KeyModifier[], readonly Trait[]]>> = {
  variable: [
    ['const', 'destructured', 'exported', 'global', 'unused', 'async'],
    ['type', 'initializer', 'returns'],
  ],
  function: [['exported', 'global', 'unused', 'async'], ['returns']],
  parameter: [
    ['destructured', 'unused'],
    ['type', 'decorator'],
  ],
  parameterProperty: [
    ['readonly', 'public', 'protected', 'private', 'override'],
    ['type', 'decorator'],
  ],
  classicAccessor: [members, ['type', 'decorator']],
  autoAccessor: [members, ['type', 'decorator']],
  enumMember: [['requiresQuotes'], []],
  classMethod: [
    [...members, 'async'],
    ['returns', 'decorator'],
  ],
  objectLiteralMethod: [['public', 'requiresQuotes', 'async'], ['returns']],
  typeMethod: [['public', 'requiresQuotes'], ['returns']],
  classProperty: [
    [...members, 'readonly'],
    ['type', 'initializer', 'decorator'],
  ],
  objectLiteralProperty: [
    ['public', 'requiresQuotes'],
    ['type', 'initializer'],
  ],
  typeProperty: [['public', 'readonly', 'requiresQuotes'], ['type']],
  class: [
    ['abstract', 'exported', 'unused'],
    ['implements', 'extends', 'decorator'],
  ],
  interface: [['exported', 'unused'], ['extends']],
  typeAlias: [['exported', 'unused'], []],
  enum: [['exported', 'unused'], []],
  typeParameter: [['unused'], []],
  import: [['default', 'namespace', 'reexported'], []],
};

/** The modifiers that some name of the selector can have. */
export function modifiersOf(selector: Selector): readonly KeyModifier[] {
  const said = new Set(kindsOf(selector).flatMap((kind) => sayings[kind][0]));
  return byWeight.filter((one) => said.has(one));
}

/** The traits that some name of the selector can have. */
export function traitsOf(selector: Selector): readonly Trait[] {
  const said = new Set(kindsOf(selector).flatMap((kind) => sayings[kind][1]));
  return traitsByWeight.filter((one) => said.has(one));
}

/** Can names of this kind have the trait? */
export function mayHave(kind: DeclarationKind, trait: Trait): boolean {
  return sayings[kind][1].includes(trait);
}
