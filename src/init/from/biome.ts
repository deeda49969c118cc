import { biomeBlocks } from './biome-blocks.ts';
import { restrictedImports } from './restricted-imports.ts';
import { type Block, judged, levelOf, type Setting, settingsIn, sourceIn, useful } from './settings.ts';
import {
  leave,
  only,
  type Peer,
  type Project,
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
  translate(config, project) {
    const { blocks, ignored, left } = biomeBlocks(recordOf(config), project);
    const ours = blocks.map((block) => ({ ...block, rules: pick(block.rules, isOurs) }));
    const others = blocks.flatMap((block) =>
      Object.keys(pick(block.rules, (name) => !isOurs(name) && !isOffThere(block, name))).map((name) =>
        leave(sourceIn(block, name), stays),
      ),
    );
    return together([
      ...ignored.map((glob) => ignoredBy(glob, project)),
      ...settingsIn({ blocks: ours, ignores: [] }, [''], project).map((part) =>
        'rule' in part ? ruleOf(part, project) : part,
      ),
      ...others,
      ...left,
    ]);
  },
};

type Options = Readonly<Record<string, unknown>>;
type Translator = (setting: Setting, options: Options, project: Project) => Translation;

const stays = 'it checks the code of a file, which Biome still does';

const translators: Readonly<Record<string, Translator>> = {
  useFilenamingConvention,
  noRestrictedImports: restrictedImports,
  noImportCycles,
  noUndeclaredDependencies,
  noUnresolvedImports: (setting, _, project) =>
    only(
      'layering/unresolved',
      { check: 'unresolved', ...judged(setting, project) },
      { source: setting.source, differs: 'packages that are not declared are reported, too' },
    ),
  noNodejsModules: (setting, _, project) =>
    only(
      'layering/no-node',
      { check: 'imports', ...judged(setting, project, 'from'), deny: { packages: ['node:*'] } },
      { source: setting.source },
    ),
  useNamingConvention: ({ source }) => leave(source, 'its conventions are not translated: write a `naming` rule'),
  noPrivateImports: ({ source }) => leave(source, 'Lintel does not read @private tags: write an `entry-point` rule'),
};

/** `style/noRestrictedImports` is translated here by its name, since rules change their group. */
function translatorOf(rule: string): Translator | undefined {
  const name = rule.slice(rule.indexOf('/') + 1);
  return Object.hasOwn(translators, name) ? translators[name] : undefined;
}

function isOurs(rule: string): boolean {
  return translatorOf(rule) !== undefined;
}

/** Off for some files: what is said of the rule itself says enough. */
function isOffThere({ files, rules }: Block, rule: string): boolean {
  return files !== null && levelOf(rules[rule]) === 'off';
}

function pick(rules: Options, isWanted: (rule: string) => boolean): Options {
  return Object.fromEntries(Object.entries(rules).filter(([rule]) => isWanted(rule)));
}

function ruleOf(setting: Setting, project: Project): Translation {
  const [options] = setting.options;
  return translatorOf(setting.rule)?.(setting, recordOf(options), project) ?? leave(setting.source, stays);
}

/** What Biome does not read is ignored here, too. */
function ignoredBy(glob: string, project: Project): Translation {
  return { ignore: useful(glob, project), rules: [], left: [] };
}

const strict: Readonly<Record<string, string>> = { camelCase: 'strictCamelCase', PascalCase: 'StrictPascalCase' };

/** Names that begin with a mark of a framework, such as `[id]`, `+page` and `$user`. */
const marked = '/^[^\\p{L}\\p{N}-]/';

function useFilenamingConvention(setting: Setting, options: Options, project: Project): Translation {
  const { source } = setting;
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
    { check: 'file-naming', ...judged(setting, project), files: [...new Set([...styles, marked])] },
    { source, differs: differences.join('; ') },
  );
}

function noImportCycles(setting: Setting, { ignoreTypes }: Options, project: Project): Translation {
  const types = ignoreTypes === false ? { types: 'judge' } : {};
  return only(
    'layering/cycles',
    { check: 'cycles', ...judged(setting, project), ...types },
    { source: setting.source, differs: 'files that import each other are reported once, not at every import' },
  );
}

function noUndeclaredDependencies(setting: Setting, options: Options, project: Project): Translation {
  const { source } = setting;
  const { devDependencies = true } = options;
  const unknown = unknownKeys(options, ['devDependencies']);
  if (unknown !== null) return leave(source, unknown);
  const rule = { check: 'packages', ...judged(setting, project), undeclared: true };
  if (devDependencies === true) return only('layering/packages', rule, { source });
  const differs =
    'which files may import devDependencies is said by `production`; by default, tests and configurations';
  return only('layering/packages', { ...rule, 'dev-in-production': true }, { source, differs });
}
