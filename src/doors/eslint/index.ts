import { join } from 'node:path';
import type { ESLint, Linter } from 'eslint';
import { editorParser } from '../../facts/index.ts';
import { type Family, families } from '../../core/check.ts';
import type { Hash } from '../../core/hash.ts';
import { readText } from '../../world/disk.ts';
import { findRoot } from '../../world/root.ts';
import { version } from '../../world/packs.ts';
import { ruleOf } from './rule.ts';

/** One rule for each family of checks: it reports what lintel.yaml says. */
export const rules = Object.fromEntries(families.map((family) => [family, ruleOf(family)])) as Record<
  Family,
  ReturnType<typeof ruleOf>
>;

/**
 * The name and version under which ESLint knows the plugin. Its cache asks no more than these whether old results hold, so another lintel.yaml is another
 * version.
 */
export const meta = { name: 'lintel', version: `${version()}+${configurationAt(process.cwd())}`, namespace: 'lintel' };

function configurationAt(folder: string): Hash | 'none' {
  const found = findRoot(folder);
  return (found && readText(join(found.root, found.file))?.content.hash) ?? 'none';
}

const everyRule: Linter.RulesRecord = Object.fromEntries(families.map((family) => [`lintel/${family}`, 'error']));

/** Ready-made configurations. */
export const configs = {
  /** Every rule for every file that Lintel reads, and the parser that TypeScript needs. */
  get recommended(): Linter.Config[] {
    return [
      {
        name: 'lintel/parser',
        files: ['**/*.{ts,tsx,mts,cts}'],
        languageOptions: { parser: editorParser() as Linter.Parser },
      },
      {
        name: 'lintel/recommended',
        files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'],
        plugins: { lintel: plugin },
        rules: everyRule,
      },
    ];
  },
};

const plugin: ESLint.Plugin & { readonly configs: typeof configs } = { meta, rules, configs };

// What ESLint's configurations import.
export default plugin;
