import type { ESLint, Linter } from 'eslint';
import { editorParser } from '../../facts/index.ts';
import { type Family, families } from '../../core/check.ts';
import { configurationHash } from '../../pipeline/configuration.ts';
import { version } from '../../world/packs.ts';
import { ruleOf } from './rule.ts';

/** One rule for each family of checks: it reports what lintel.yaml says. */
export const rules = Object.fromEntries(families.map((family) => [family, ruleOf(family)])) as Record<
  Family,
  ReturnType<typeof ruleOf>
>;

/**
 * The name and version under which ESLint knows the plugin. The key of its cache holds these, the text of a file and ESLint's own configuration, and no more:
 * another configuration of Lintel is another version. It is read when ESLint makes the key, so that runs without a cache do not pay for it.
 */
export const meta = {
  name: 'lintel',
  namespace: 'lintel',
  get version() {
    return `${version()}+${configurationHash({ root: process.cwd(), env: process.env })}`;
  },
};

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
