import { mergeScriptCovs } from '@bcoe/v8-coverage';
import type { CoveredScript, ScriptFunction } from '../../../core/script.ts';

/** What several processes ran of one script, as one. */
export function mergedFunctions(scripts: readonly CoveredScript[]): ScriptFunction[] {
  const merged = mergeScriptCovs(
    // The package changes what it is given.
    scripts.map(({ path, functions }) => ({
      scriptId: '0',
      url: path,
      functions: functions.map(({ name, isBlock, ranges }) => ({
        functionName: name,
        isBlockCoverage: isBlock,
        ranges: ranges.map(({ start, end, count }) => ({ startOffset: start, endOffset: end, count })),
      })),
    })),
  );
  return (merged?.functions ?? []).map(({ functionName, isBlockCoverage, ranges }) => ({
    name: functionName,
    isBlock: isBlockCoverage,
    ranges: ranges.map(({ startOffset, endOffset, count }) => ({ start: startOffset, end: endOffset, count })),
  }));
}
