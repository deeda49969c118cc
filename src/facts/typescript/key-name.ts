import type { Node } from './node.ts';

/** The name that a key or identifier spells; null when it is computed. */
export function keyName(key: Node): string | null {
  switch (key.type) {
    case 'Identifier':
    case 'PrivateIdentifier':
      return key.name;
    case 'Literal':
      return String('bigint' in key ? key.bigint : key.value);
    case 'TemplateLiteral':
      return key.quasis[0]?.value.cooked ?? null;
    default:
      return null;
  }
}
