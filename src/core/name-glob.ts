import { compileSegment, expandBraces } from './path-glob.ts';

const known = new Map<string, (name: string) => boolean>();

/** A glob over names, specifiers and other texts that are no paths: `*` stands for any text, also one with a `/`. */
export function matchesName(glob: string, name: string): boolean {
  let test = known.get(glob);
  if (!test) {
    const tests = expandBraces(glob).map(compileSegment);
    test = (text) => tests.some((one) => one(text));
    known.set(glob, test);
  }
  return test(name);
}
