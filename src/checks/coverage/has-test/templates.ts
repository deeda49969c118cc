import { type Glob, globOf, loneFault } from '../../../core/glob.ts';
import type { Path } from '../../../core/location.ts';
import type { Lists } from '../../../core/view.ts';
import type { Binding } from '../../../core/zone.ts';
import { folderOf } from '../../../core/path.ts';
import { addTo } from '../../../core/group.ts';

/** What a template may say of the file, beside the captures of `in`. */
const own = ['dir', 'name', 'path'];

/** Why a template cannot be read; null when it can. */
export function faultOf(template: string): string | null {
  return (
    spellings(template)
      .map(({ text }) => loneFault(text))
      .find((fault) => fault !== null) ?? null
  );
}

/** The captures of a template that neither the file nor `in` gives a value. */
export function unbound(template: string, captures: readonly string[]): string[] {
  const used = readersOf([template]).flatMap(({ glob }) => glob.captures);
  return [...new Set(used)].filter((name) => !own.includes(name) && !above.includes(name) && !captures.includes(name));
}

/** A template as a glob that captures whole folders; where `without` are none, it has no place for them. */
interface Spelling {
  readonly text: string;
  readonly without: readonly string[];
}

/** How many folders above its own a template may begin at. */
const mostAbove = 3;
const above = Array.from({ length: mostAbove }, (_, i) => `above-${i + 1}`);

/** `{dir}/..` is the folder above, which gets a name of its own. */
function lifted(template: string): string {
  return template.replace(/\{dir\}((?:\/\.\.){1,3})(?=\/)/g, (_, steps: string) => `{above-${steps.length / 3}}`);
}

/** No capture is empty: for files at the top, the folder is left out of the template. */
function spellings(template: string): Spelling[] {
  const text = lifted(template.replace(/^\.\//, '')).replace(/\{(dir|path|above-\d)\}/g, '{$1...}');
  const whole: Spelling = { text, without: [] };
  return ['dir', 'path', ...above].reduce<Spelling[]>(
    (all, folder) =>
      all.flatMap((one) => {
        const place = `{${folder}...}/`;
        return one.text.includes(place)
          ? [one, { text: one.text.replaceAll(place, ''), without: [...one.without, folder] }]
          : [one];
      }),
    [whole],
  );
}

interface Reader {
  readonly glob: Glob;
  readonly without: readonly string[];
}

function readersOf(templates: readonly string[]): Reader[] {
  return templates.flatMap(spellings).flatMap(({ text, without }) => {
    const glob = globOf(text);
    return 'fault' in glob ? [] : [{ glob, without }];
  });
}

/** The files of the tree that are the tests of a file, going by their names. */
export type Tests = (file: Path) => readonly Path[];

/** Reads each template backward, once for each file of the tree: what would have to be tested there? */
export function testsOf(project: Lists, templates: readonly string[]): Tests {
  const known = readersOf(templates).map((reader) => ({ ...reader, tests: testsBy(reader.glob, project) }));
  return (file) => {
    const found = valuesOf(project, file).flatMap((values) =>
      known.flatMap(({ glob, without, tests }) =>
        without.some((folder) => values[folder] !== '') ? [] : (tests.get(keyOf(glob, values)) ?? []),
      ),
    );
    return [...new Set(found)].filter((path) => path !== file);
  };
}

function testsBy(glob: Glob, project: Lists): Map<string, Path[]> {
  const found = new Map<string, Path[]>();
  for (const path of project.tree.keys()) {
    for (const binding of glob.match(path)) {
      const key = keyOf(glob, binding);
      addTo(found, key, path);
    }
  }
  return found;
}

function keyOf({ captures }: Glob, values: Binding): string {
  return captures.map((name) => values[name] ?? '').join('\0');
}

/** What the names of a template mean for a file, in each way in which it is inside `in`. */
function valuesOf({ in: where }: Lists, file: Path): Binding[] {
  const dir = folderOf(file);
  const base = file.slice(dir === '' ? 0 : dir.length + 1);
  const name = base.slice(0, base.lastIndexOf('.'));
  return (where?.match(file) ?? [{}]).map((binding) => {
    const heads = (where?.roots(binding) ?? []).filter((root) => dir === root || dir.startsWith(`${root}/`));
    const head = heads.reduce((longest, one) => (one.length > longest.length ? one : longest), '');
    const parents = Object.fromEntries(above.map((key, i) => [key, foldersAbove(dir, i + 1)]));
    return { ...binding, ...parents, dir, name, path: head === '' ? dir : dir.slice(head.length + 1) };
  });
}

function foldersAbove(folder: Path, steps: number): Path {
  return steps === 0 ? folder : foldersAbove(folderOf(folder), steps - 1);
}

/** The path of the test that a template asks for: of alternatives the first, the file's own extension, no folder for `**`, and the file's own name where any will do. */
export function testToWrite(project: Lists, file: Path, template: string): Path {
  const [values = {}] = valuesOf(project, file);
  return lifted(template)
    .replace(/^\.\//, '')
    .replace(/\{([^{},]*),[^{}]*\}/g, '$1')
    .replace(/\*\*\//g, '')
    .replace(/\{([\w-]+)(?:\.{3})?\}\/?/g, (spelled, name: string) => {
      const value = values[name] ?? '';
      return spelled.endsWith('/') && value !== '' ? `${value}/` : value;
    })
    .replace(/\.\*$/, file.slice(file.lastIndexOf('.')))
    .replace(/(^|\/)\*+(?=\.[^/]*$)/, (_, slash: string) => `${slash}${values['name'] ?? ''}`)
    .replace(/\*+/g, '');
}
