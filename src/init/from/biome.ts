import type { Path } from '../../core/location.ts';
import { restrictedImports } from './restricted-imports.ts';
import {
  globFault,
  leave,
  only,
  type Peer,
  recordOf,
  stringsOf,
  together,
  type Translation,
  unknownKeys,
} from './translation.ts';

/** Biome formats and lints; a few of its rules are about files and imports. https://biomejs.dev */
export const biome: Peer = {
  name: 'biome',
  files: ['biome.json', 'biome.jsonc', '.biome.json', '.biome.jsonc'],
  translate(config, { paths }) {
    const { files, linter, overrides, ...others } = recordOf(config);
    const { rules, ...linterOthers } = recordOf(linter);
    return together([
      includesOf(recordOf(files), paths),
      ...Object.entries(recordOf(rules)).map(([group, value]) => groupOf(group, value)),
      ...[overrides].flat().map((one) => overrideOf(recordOf(one))),
      ...Object.keys(linterOthers).map((key) => leave(`linter.${key}`, 'it is a setting of Biome itself')),
      ...Object.keys(others)
        .filter((key) => key !== '$schema')
        .map((key) => leave(key, 'it is not about architecture or names of files')),
    ]);
  },
};

/** What `!` excludes is ignored here, too. */
function includesOf({ includes, ...others }: Readonly<Record<string, unknown>>, paths: readonly Path[]): Translation {
  return together([
    ...stringsOf(includes).map((pattern): Translation => {
      const source = `files.includes ${pattern}`;
      if (pattern === '**') return { ignore: [], rules: [], left: [] };
      if (!pattern.startsWith('!')) return leave(source, 'Lintel reads all files: write `files` in lintel.yaml');
      const glob = pattern.replace(/^!+/, '').replace(/\/$/, '');
      const globs = [glob, `${glob}/**`].filter((one) => globFault(one, paths) === null);
      return globs.length > 0
        ? { ignore: globs, rules: [], left: [] }
        : leave(source, globFault(glob, paths) ?? 'it matches no file that Lintel reads');
    }),
    ...Object.keys(others).map((key) => leave(`files.${key}`, 'it is a setting of Biome itself')),
  ]);
}

function overrideOf({ includes }: Readonly<Record<string, unknown>>): Translation {
  if (includes === undefined) return { ignore: [], rules: [], left: [] };
  return leave(
    `overrides ${stringsOf(includes).join(', ')}`,
    'overrides are not translated: write a rule with `in`, or exclude files with `not`',
  );
}

function groupOf(group: string, value: unknown): Translation {
  if (typeof value !== 'object') return leave(`${group}: ${String(value)}`, stays);
  return together(Object.entries(recordOf(value)).map(([name, setting]) => ruleOf(`${group}/${name}`, setting)));
}

type Options = Readonly<Record<string, unknown>>;
type Translator = (source: string, options: Options) => Translation;

const stays = 'it checks the code of a file, which Biome still does';

const translators: Readonly<Record<string, Translator>> = {
  useFilenamingConvention,
  noRestrictedImports: restrictedImports,
  noImportCycles,
  noUndeclaredDependencies,
  noUnresolvedImports: (source) =>
    only(
      'layering/unresolved',
      { check: 'unresolved' },
      { source, differs: 'packages that are not declared are reported, too' },
    ),
  noNodejsModules: (source) =>
    only('layering/no-node', { check: 'imports', deny: { packages: ['node:*'] } }, { source }),
  useNamingConvention: (source) => leave(source, 'its conventions are not translated: write a `naming` rule'),
  noPrivateImports: (source) => leave(source, 'Lintel does not read @private tags: write an `entry-point` rule'),
};

function ruleOf(source: string, setting: unknown): Translation {
  const { level, options } = typeof setting === 'string' ? { level: setting, options: {} } : recordOf(setting);
  const name = source.slice(source.indexOf('/') + 1);
  const translate = Object.hasOwn(translators, name) ? translators[name] : undefined;
  if (!translate) return leave(source, stays);
  if (level === 'off') return leave(source, 'it is off');
  const translation = translate(source, recordOf(options));
  return level === 'warn' || level === 'info' ? asWarnings(translation) : translation;
}

function asWarnings({ rules, ...others }: Translation): Translation {
  const warned = rules.map((one) => {
    const { check, ...options } = one.options;
    return { ...one, options: { check, severity: 'warn', ...options } };
  });
  return { ...others, rules: warned };
}

const strict: Readonly<Record<string, string>> = { camelCase: 'strictCamelCase', PascalCase: 'StrictPascalCase' };

/** Names that begin with a mark of a framework, such as `[id]`, `+page` and `$user`. */
const marked = '/^[^\\p{L}\\p{N}-]/';

function useFilenamingConvention(source: string, options: Options): Translation {
  const { strictCase = true, filenameCases = ['camelCase', 'export', 'kebab-case', 'snake_case'] } = options;
  const unknown = unknownKeys(options, ['strictCase', 'filenameCases', 'requireAscii']);
  if (unknown !== null) return leave(source, unknown);
  const cases = stringsOf(filenameCases);
  const styles = cases.map((style) => {
    if (style === 'export') return 'PascalCase';
    return (strictCase === true ? strict[style] : undefined) ?? style;
  });
  const differences = [
    ...(cases.includes('export') ? ['a name in PascalCase passes even if no export has it'] : []),
    'letters outside of ASCII pass',
    'only the part before the first dot is checked',
  ];
  return only(
    'naming/files',
    { check: 'file-naming', files: [...new Set([...styles, marked])] },
    { source, differs: differences.join('; ') },
  );
}

function noImportCycles(source: string, { ignoreTypes }: Options): Translation {
  const types = ignoreTypes === false ? { types: 'judge' } : {};
  return only(
    'layering/cycles',
    { check: 'cycles', ...types },
    { source, differs: 'files that import each other are reported once, not at every import' },
  );
}

function noUndeclaredDependencies(source: string, options: Options): Translation {
  const { devDependencies = true } = options;
  const unknown = unknownKeys(options, ['devDependencies']);
  if (unknown !== null) return leave(source, unknown);
  const rule = { check: 'packages', undeclared: true };
  if (devDependencies === true) return only('layering/packages', rule, { source });
  const differs =
    'which files may import devDependencies is said by `production`; by default, tests and configurations';
  return only('layering/packages', { ...rule, 'dev-in-production': true }, { source, differs });
}
