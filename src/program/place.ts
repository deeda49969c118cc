import type { ts } from 'ts-morph';
import { pathOf } from './program.ts';

/** `src/a.ts:3` */
export function placeText(node: ts.Node): string {
  const source = node.getSourceFile();
  return `${pathOf(source.fileName)}:${String(source.getLineAndCharacterOfPosition(node.getStart()).line + 1)}`;
}
