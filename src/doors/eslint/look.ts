import { basename, isAbsolute } from 'node:path';
import type { Rule, SourceCode } from 'eslint';
import type { Family } from '../../core/check.ts';
import type { Path } from '../../core/location.ts';
import { locate } from '../../world/root.ts';
import { keeperOf, type Result } from './keeper.ts';

/** The results for the open file. */
export interface Finding {
  readonly path: Path;
  readonly result: Result;
  /** No other rule has seen this result. */
  readonly isFirst: boolean;
}

interface Look {
  readonly path: Path;
  readonly result: Result;
  readonly seen: Set<Family>;
}

const looks = new WeakMap<SourceCode, Look | null>();

/** The results for the open file; null without a lintel.yaml above it. The rules of one pass share them. */
export function lookAt(context: Rule.RuleContext, family: Family): Finding | null {
  const { sourceCode } = context;
  let look = looks.get(sourceCode);
  // A rule that asks twice is in a second pass over the same tree.
  if (look === undefined || look?.seen.has(family)) {
    look = lookAnew(context);
    looks.set(sourceCode, look);
  }
  if (look === null) return null;
  const isFirst = look.seen.size === 0;
  look.seen.add(family);
  return { path: look.path, result: look.result, isFirst };
}

function lookAnew(context: Rule.RuleContext): Look | null {
  const { filename, physicalFilename, sourceCode } = context;
  // A code block of another file, or a text without a file.
  if (!isAbsolute(filename) || filename !== physicalFilename || basename(filename) === '__placeholder__.js')
    return null;
  const found = locate(filename);
  if (!found) return null;
  const { path } = found;
  return { path, result: keeperOf(found).resultOf(path, sourceCode.text, programOf(context)), seen: new Set() };
}

/** The syntax tree of ESLint, if facts can be read from it. */
function programOf({ languageOptions, sourceCode }: Rule.RuleContext): object | null {
  const { parser } = languageOptions as { readonly parser?: { readonly meta?: { readonly name?: string } } };
  return parser?.meta?.name === 'typescript-eslint/parser' ? sourceCode.ast : null;
}
