import type { Path } from '../../core/location.ts';
import { blocksOf } from './eslint-blocks.ts';
import { type Setting, settingsIn } from './settings.ts';
import { leave, type Peer, type Project, together, type Translation } from './translation.ts';

interface Plugin {
  readonly name: string;
  /** Prefixes of its rules: `import/`. */
  readonly prefixes: readonly string[];
  /** What its presets in `extends` say of these rules. */
  readonly presets?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Without these settings or rules nothing is translated. */
  translate(setting: Setting, project: Project): Translation;
}

/** The configuration files of ESLint, in its own order. */
export const eslintFiles: readonly Path[] = [
  ...['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((kind) => `eslint.config.${kind}`),
  ...['.js', '.cjs', '.yaml', '.yml', '.json', ''].map((kind) => `.eslintrc${kind}`),
];

/** Rules of a plugin of ESLint as a linter of its own. */
export function pluginPeer({ name, prefixes, presets = {}, translate }: Plugin): Peer {
  return {
    name,
    files: eslintFiles,
    key: 'eslintConfig',
    without: ['plugins', 'languageOptions', 'linterOptions', 'parserOptions', 'parser', 'processor'],
    translate(config, project) {
      const { left, ...blocks } = blocksOf(config, { presets, ignoreFile: project.text('.eslintignore') });
      const parts = settingsIn(blocks, prefixes, project);
      const none =
        parts.length === 0 ? [leave(name, `the configuration has no rules of ${prefixes.join(' or ')}`)] : [];
      const others = project.paths.filter((path) => path.includes('/') && isConfiguration(path));
      const [first] = others;
      return together([
        ...parts.map((part) => ('rule' in part ? translate(part, project) : part)),
        ...none,
        ...left.map(({ source, reason }) => leave(source, reason)),
        ...(first === undefined
          ? []
          : [leave(listedPaths(first, others.length), 'only the configuration at the root is read')]),
      ]);
    },
  };
}

function listedPaths(first: Path, count: number): string {
  return count === 1 ? first : `${first} and ${String(count - 1)} more`;
}

function isConfiguration(path: Path): boolean {
  return eslintFiles.includes(path.slice(path.lastIndexOf('/') + 1)) && !path.includes('node_modules/');
}
