import type { Path } from './location.ts';

/** Does the text of a lintel.yaml have `version` among its outermost keys? */
export function isRoot(text: string): boolean {
  return /^(?:\uFEFF)?(?:version|"version"|'version')[ \t]*:/m.test(text);
}

/** The name of a rule where several roots are checked together: `apps/shop:layering/domain`. */
export function ruleIn(folder: Path, rule: string): string {
  return folder === '' ? rule : `${folder}:${rule}`;
}
