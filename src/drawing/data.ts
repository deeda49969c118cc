import { at } from '../core/at.ts';
import type { DrawnRule, DrawnViolation, Source } from './source.ts';
import { type TreeBox, treeOf } from './tree.ts';

/** What the page is given. Files, boxes and violations are named by number. */
export interface PageData {
  readonly boxes: readonly TreeBox[];
  readonly files: readonly PageFile[];
  readonly imports: readonly PageImport[];
  readonly violations: readonly DrawnViolation[];
  readonly rules: readonly DrawnRule[];
}

export type PageFile = readonly [path: string, box: number, isPackage: 0 | 1];
export type PageImport = readonly [from: number, to: number, line: number, kind: string, ...violations: number[]];

export function pageData({ files, imports, rules }: Source): PageData {
  const { boxes, homes } = treeOf(files, 'project');
  const ids = new Map(files.map(({ path }, id) => [path, id]));
  const violations: DrawnViolation[] = [];
  const numbers = new Map<DrawnViolation, number>();
  const numberOf = (violation: DrawnViolation): number => {
    const found = numbers.get(violation) ?? violations.push(violation) - 1;
    numbers.set(violation, found);
    return found;
  };
  return {
    boxes,
    files: files.map(({ path, kind }, id) => [path, at(homes, id), kind === 'package' ? 1 : 0]),
    imports: imports.flatMap(({ from, to, line, kind, violations: found }) => {
      const [source, target] = [ids.get(from), ids.get(to)];
      if (source === undefined || target === undefined) return [];
      return [[source, target, line, kind, ...found.map(numberOf)] as const];
    }),
    violations,
    rules,
  };
}
