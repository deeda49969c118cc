import type { Path } from '../../core/location.ts';
import {
  globFault,
  leave,
  only,
  type Peer,
  type Project,
  recordOf,
  stringsOf,
  together,
  type Translation,
} from './translation.ts';

/** Knip finds unused files, packages and exports. https://knip.dev */
export const knip: Peer = {
  name: 'knip',
  files: [
    'knip.json',
    'knip.jsonc',
    '.knip.json',
    '.knip.jsonc',
    ...['ts', 'js'].flatMap((kind) => [`knip.${kind}`, `knip.config.${kind}`]),
  ],
  key: 'knip',
  translate(config, given) {
    const { entry, project, ignore, workspaces, ...others } = recordOf(config);
    const inner = Object.entries(recordOf(workspaces)).map(([folder, value]) => [folder, recordOf(value)] as const);
    const folders = [['.', { entry, project, ignore }] as const, ...inner];
    return together([
      ...folders.map(([folder, value]) => folderRule(folder, value, given)),
      ...inner.flatMap(([folder, value]) => otherKeys(value, `workspaces.${folder}.`)),
      ...otherKeys({ ...others, entry, project, ignore }, ''),
    ]);
  },
};

const translated = ['entry', 'project', 'ignore'];

function otherKeys(value: Readonly<Record<string, unknown>>, prefix: string): readonly Translation[] {
  return Object.keys(value)
    .filter((key) => key !== '$schema' && !translated.includes(key))
    .map((key) => leave(prefix + key, reasonFor(key)));
}

function reasonFor(key: string): string {
  if (/dependencies|binaries/i.test(key))
    return 'unused packages are not found; packages that are not declared are found by `packages`';
  if (/exports|members|types|tags/i.test(key)) return 'unused exports are not found';
  return 'it is a setting of Knip itself';
}

/** The files of one workspace. Without `entry`, Knip guesses them, and so would a rule. */
function folderRule(
  folder: string,
  value: Readonly<Record<string, unknown>>,
  { paths, hasTests }: Project,
): Translation {
  const name = folder === '.' ? 'entry' : `workspaces.${folder}.entry`;
  const entries = globsIn(folder, value['entry'], paths);
  if (value['entry'] === undefined)
    return folder === '.'
      ? leave(name, 'it is not set: Knip finds entries by itself, and `orphans` needs yours')
      : leave(name, 'it is not set');
  if (entries.length === 0) return leave(name, 'it matches no file that Lintel reads');
  const files = globsIn(folder, value['project'], paths);
  const away = globsIn(folder, value['ignore'], paths);
  const within = folder === '.' ? [] : [`${folder}/**`];
  const where = files.length > 0 ? files : within;
  const rule = {
    check: 'orphans',
    ...(where.length > 0 ? { in: where } : {}),
    ...(away.length > 0 ? { not: away } : {}),
    entries: [...entries, ...(hasTests ? ['tests'] : [])],
  };
  const differs = 'entries that plugins of Knip add must be listed; unused exports and packages are not found';
  return only(folder === '.' ? 'layering/orphans' : `layering/orphans-${folder.replaceAll(/\W+/g, '-')}`, rule, {
    source: name,
    differs,
  });
}

/** Patterns of a workspace are relative to it; a `!` at the end marks those of production. */
function globsIn(folder: string, value: unknown, paths: readonly Path[]): readonly string[] {
  const base = folder === '.' ? '' : `${folder}/`;
  return stringsOf(value).flatMap((pattern) => {
    const away = pattern.startsWith('!') ? '!' : '';
    const glob = base + pattern.slice(away.length).replace(/^\.\//, '').replace(/!$/, '');
    return globFault(glob, paths) === null ? [away + glob] : [];
  });
}
