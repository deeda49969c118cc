import { plainJson } from '../core/plain.ts';
import type { Picture } from './picture.ts';

/** The picture as data; docs/graph.md describes its shape. */
export function json({ level, groups, nodes, arrows, rules }: Picture): string {
  const told = { version: 1, level, rules, groups, nodes, arrows };
  return `${plainJson(JSON.stringify(told, null, 2))}\n`;
}
