import { blocksOf } from './eslint-blocks.ts';
import { type Block, levelOf, useful } from './settings.ts';
import { leave, only, type Peer, type Project, together, type Translation } from './translation.ts';

/** Steiger checks Feature-Sliced Design. https://github.com/feature-sliced/steiger */
export const steiger: Peer = {
  name: 'steiger',
  files: ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs'].map((kind) => `steiger.config.${kind}`),
  without: ['ruleDefinitions'],
  translate(config, project) {
    const { blocks, ignores } = blocksOf([config].flat(), { presets: {}, ignoreFile: null });
    const named = [...new Set(blocks.flatMap(({ rules }) => Object.keys(rules)))];
    const known = Object.values(rulesOf).flat();
    return together([
      {
        packs: ['lintel/feature-sliced'],
        ignore: ignores.flatMap((glob) => useful(glob, project)),
        rules: [],
        left: [],
      },
      ...Object.entries(rulesOf).map(([rule, names]) => overrideOf(rule, names, blocks, project)),
      ...named.filter((name) => !known.includes(name)).map((name) => otherRule(name, blocks)),
    ]);
  },
};

const publicApi = 'feature-sliced/public-api';

/** Steiger looks at no other files, such as tests beside `src`. */
const layers = '**/src/{app,processes,pages,widgets,features,entities,shared}/**';

/** The rules of the pack, and how Steiger calls them. */
const rulesOf: Readonly<Record<string, readonly string[]>> = {
  'feature-sliced/layers': ['fsd/forbidden-imports', 'fsd/no-higher-level-imports'],
  'feature-sliced/slices': ['fsd/forbidden-imports', 'fsd/no-cross-imports'],
  [publicApi]: ['fsd/no-public-api-sidestep'],
};

const differs =
  'a group of slices (`features/cart/add`) counts as one slice; segments of app and shared have no public API; layers are folders of a folder `src`';

/** What becomes of a rule of the pack. Steiger also checks tests, which the pack leaves out. */
function overrideOf(rule: string, names: readonly string[], blocks: readonly Block[], project: Project): Translation {
  const [name] = names.filter((one) => levelIn(blocks, one) !== 'off');
  if (name === undefined) return only(rule, { severity: 'off' }, { source: `${names.join(' and ')} off` });
  const special = blocks.filter(({ files, rules }) => files !== null && Object.hasOwn(rules, name));
  const not = special
    .filter(({ rules }) => levelOf(rules[name]) === 'off')
    .flatMap(({ files }) => (files ?? []).flatMap((glob) => useful(glob, project)));
  const level = levelIn(blocks, name) === 'warn' ? { severity: 'warn' } : {};
  const outside = rule === publicApi ? ['**', `!${layers}`] : [];
  return only(rule, { ...level, not: [...outside, ...not] }, { source: name, differs });
}

/** The level for all files. */
function levelIn(blocks: readonly Block[], name: string): ReturnType<typeof levelOf> {
  const own = blocks.filter(({ files, rules }) => files === null && Object.hasOwn(rules, name)).at(-1);
  return own ? levelOf(own.rules[name]) : 'off';
}

/** Rules of Steiger about names and folders. */
const elsewhere: Readonly<Record<string, string>> = {
  'fsd/public-api': 'which files a slice must have is said by `required-files`',
  'fsd/no-layer-public-api': 'which files a layer must not have is said by `required-files` with `deny`',
  'fsd/inconsistent-naming': 'names of slices are judged by `file-naming` with `folders`',
  'fsd/insignificant-slice': 'imports are not counted',
  'fsd/excessive-slicing': 'slices are not counted',
};

function otherRule(name: string, blocks: readonly Block[]): Translation {
  if (levelIn(blocks, name) === 'off') return leave(name, 'it is off');
  return leave(name, elsewhere[name] ?? 'it judges names and contents of folders, which Steiger still does');
}
