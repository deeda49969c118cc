import { createRequire } from 'node:module';
import { build } from '../core/build.ts';

const load = createRequire(import.meta.url);

/** Libraries that facts and answers come from, and that are installed beside Lintel. */
const libraries = ['oxc-parser', 'typescript', '@typescript-eslint/parser', '@typescript-eslint/scope-manager'];

/** A library that is missing is asked for only where it is needed. */
function versionOf(library: string): string {
  try {
    return (load(`${library}/package.json`) as { readonly version: string }).version;
  } catch {
    return '-';
  }
}

/** Changes with the code of Lintel, and with the version of every library that it reads code by. What another edition kept is not read. */
export const edition: string = [build, ...libraries.map(versionOf)].join(' ');
