import { builtinModules } from 'node:module';
import { pluginPeer } from './eslint.ts';
import { judged, type Setting } from './settings.ts';
import { restrictedPaths } from './restricted-paths.ts';
import {
  leave,
  listOf,
  only,
  type Peer,
  type Project,
  recordOf,
  stringsOf,
  type Translation,
  unknownKeys,
} from './translation.ts';

/** eslint-plugin-import-x and eslint-plugin-import, which it continues. https://github.com/un-ts/eslint-plugin-import-x */
export const importX: Peer = pluginPeer({
  name: 'import-x',
  prefixes: ['import-x/', 'import/', 'i/'],
  presets: Object.fromEntries(
    ['import', 'import-x'].flatMap((name) =>
      ['recommended', 'errors'].map((preset) => [`plugin:${name}/${preset}`, { [`${name}/no-unresolved`]: 'error' }]),
    ),
  ),
  translate(setting, project) {
    const { rule, source } = setting;
    const translator = Object.hasOwn(translators, rule) ? translators[rule] : undefined;
    if (!translator) return leave(source, others[rule] ?? 'it checks the code of a file, which ESLint still does');
    const [options] = setting.options;
    return translator(setting, recordOf(options), project);
  },
});

type Options = Readonly<Record<string, unknown>>;
type Translator = (setting: Setting, options: Options, project: Project) => Translation;

/** Rules on architecture that lintel.yaml says in other ways, or not at all. */
const others: Readonly<Record<string, string>> = {
  'no-internal-modules': 'its patterns are for text and for paths at once: write an `entry-point` rule',
  'no-relative-packages': 'write an `entry-point` rule for the packages: an import by path then ends at the entry, too',
  'no-unused-modules': 'unused files are found by `orphans`, which needs your `entries`; unused exports are not found',
  'max-dependencies': 'imports are not counted',
  'no-rename-default': 'names of imports are judged by `naming`, with `import[default]`',
};

const translators: Readonly<Record<string, Translator>> = {
  'no-cycle': cycles,
  'no-self-import': (setting, _, project) =>
    only('layering/self-imports', { check: 'cycles', ...judged(setting, project), max: 1 }, { source: setting.source }),
  'no-restricted-paths': restrictedPaths,
  'no-extraneous-dependencies': packages,
  'no-unresolved': unresolved,
  'no-nodejs-modules': builtins,
  'no-relative-parent-imports': (setting, _, project) =>
    denied(setting, 'layering/no-parent', { specifiers: ['..', '../*'] }, project),
  'no-absolute-path': (setting, _, project) => denied(setting, 'layering/no-absolute', { specifiers: ['/*'] }, project),
  'no-webpack-loader-syntax': (setting, _, project) =>
    denied(setting, 'layering/no-loader', { specifiers: ['*\\!*'] }, project),
};

/** `fs` and `node:fs` are two names for this rule. What is shorter is written: what is allowed, or what is denied. */
function builtins(setting: Setting, { allow }: Options, project: Project): Translation {
  const allowed = stringsOf(allow);
  const specifiers = builtinModules
    .filter((name) => !name.startsWith('_'))
    .flatMap((name) => [name, `node:${name}`])
    .filter((name) => !allowed.includes(name));
  if (specifiers.length === 0) return leave(setting.source, 'it allows every module');
  if (specifiers.length < allowed.length) return denied(setting, 'layering/no-node', { specifiers }, project);
  const names = new Set(allowed.map((name) => `!node:${name.replace(/^node:/, '')}`));
  const differs = names.size > 0 ? 'a module is allowed with `node:` and without' : null;
  return denied(setting, 'layering/no-node', { packages: ['node:*', ...names] }, project, differs);
}

function denied(
  setting: Setting,
  rule: string,
  deny: Options,
  project: Project,
  differs: string | null = null,
): Translation {
  const { source } = setting;
  return only(rule, { check: 'imports', ...judged(setting, project, 'from'), deny }, { source, differs });
}

function cycles(setting: Setting, options: Options, project: Project): Translation {
  const { source } = setting;
  const unknown = unknownKeys(options, [
    ...[
      'maxDepth',
      'ignoreExternal',
      'commonjs',
      'amd',
      'esmodule',
      'allowUnsafeDynamicCyclicDependency',
      'disableScc',
    ],
  ]);
  if (unknown !== null) return leave(source, unknown);
  const { maxDepth, commonjs, allowUnsafeDynamicCyclicDependency } = options;
  const rule = {
    check: 'cycles',
    ...judged(setting, project),
    ...(typeof maxDepth === 'number' ? { max: maxDepth + 1 } : {}),
    ...(allowUnsafeDynamicCyclicDependency === true ? { dynamic: 'ignore' } : {}),
  };
  const differences = [
    'files that import each other are reported once, not at every import',
    'a file that imports itself is a cycle',
    ...(commonjs === true ? [] : ['`require` counts, too']),
  ];
  return only('layering/cycles', rule, { source, differs: differences.join('; ') });
}

function unresolved(setting: Setting, options: Options, project: Project): Translation {
  const { source } = setting;
  const { ignore, commonjs } = options;
  const unknown = unknownKeys(options, ['ignore', 'commonjs', 'amd', 'caseSensitive', 'caseSensitiveStrict']);
  if (unknown !== null) return leave(source, unknown);
  const differences = [
    'packages that package.json declares need not be installed',
    ...(commonjs === true ? [] : ['`require` counts, too']),
    ...(stringsOf(ignore).length > 0
      ? [`ignore (${stringsOf(ignore).join(', ')}) is not translated: write \`except\` with a reason`]
      : []),
  ];
  return only(
    'layering/unresolved',
    { check: 'unresolved', ...judged(setting, project) },
    { source, differs: differences.join('; ') },
  );
}

/** Lists of package.json that no option mentions count as they do there: an import of what they declare passes. */
function packages(setting: Setting, options: Options, project: Project): Translation {
  const { source } = setting;
  const known = ['devDependencies', 'optionalDependencies', 'peerDependencies', 'bundledDependencies'];
  const unknown = unknownKeys(options, [...known, 'packageDir', 'includeInternal', 'includeTypes', 'whitelist']);
  if (unknown !== null) return leave(source, unknown);
  const { devDependencies = true, packageDir, whitelist } = options;
  const globs = stringsOf(devDependencies).map((glob) => glob.replace(/^\.\//, ''));
  const production = devDependencies === false ? ['**'] : ['**', ...globs.map((glob) => `!${glob}`)];
  const differences = [
    'packages need not be installed',
    'an import that is used only as a type is a type import, with or without the word',
    ...['optionalDependencies', 'peerDependencies'].flatMap((key) =>
      options[key] === undefined || options[key] === true ? [] : [`${key} may be imported everywhere`],
    ),
    ...(listOf(whitelist).length > 0 ? ['whitelist is not translated: write `except` with a reason'] : []),
  ];
  const rule = {
    check: 'packages',
    ...judged(setting, project),
    undeclared: packageDir === undefined ? true : 'above',
    ...(devDependencies === true ? {} : { 'dev-in-production': true, production }),
    ...(options['includeTypes'] === true ? {} : { types: 'ignore' }),
  };
  return only('layering/packages', rule, { source, differs: differences.join('; ') });
}
