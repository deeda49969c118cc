import type { Path } from '../core/location.ts';
import { folderOf, upward } from '../core/path.ts';
import { availableParser } from '../facts/index.ts';
import { type Entry, type Exchange, readExchange, writeExchange } from '../world/exchange.ts';
import type { Demand } from './fill.ts';
import type { Loaded } from './load.ts';
import { ask, type OpenOptions } from './open.ts';
import { codecOf } from './setup.ts';

/** What was written. */
export interface Exported {
  readonly root: string;
  readonly files: number;
  readonly parsed: number;
}

/** Writes the facts of some files to a folder: those of the given paths, else those of the package of the working directory. */
export async function exportFacts(
  options: OpenOptions,
  { paths, out }: { readonly paths: readonly string[]; readonly out: string },
): Promise<Exported> {
  const { opened, answer } = await ask(
    {
      ...options,
      demand: (loaded, fromRoot) => {
        const folders = paths.map(fromRoot);
        const isWanted = paths.length > 0 ? within(folders) : inPackage(loaded, fromRoot('.'));
        return everySection(loaded).filter(({ path }) => isWanted(path));
      },
    },
    ({ loaded }) => entriesOf(loaded),
  );
  writeExchange(opened.root, out, codecOf(options.parser ?? availableParser()).version, answer);
  opened.save();
  const files = new Set(opened.loaded.demand.map(({ path }) => path)).size;
  return { root: opened.root, files, parsed: opened.parsed() };
}

/** Facts that others have written, for a run in a folder. */
export function importFacts(
  { cwd, parser }: Pick<OpenOptions, 'cwd' | 'parser'>,
  folders: readonly string[],
): Exchange {
  return readExchange(cwd, folders, codecOf(parser ?? availableParser()));
}

/** All that a check may ask of a file, also in the middle of a run: then other rules need no other facts. */
function everySection({ demand }: Loaded): Demand[] {
  return demand.map((one) => ({ ...one, sections: new Set(one.language.sections) }));
}

function within(folders: readonly Path[]): (path: Path) => boolean {
  return (path) => folders.some((folder) => folder === '' || path === folder || path.startsWith(`${folder}/`));
}

/** The files below a folder, but for those of packages further down, which have facts of their own. */
function inPackage({ view }: Loaded, folder: Path): (path: Path) => boolean {
  const packages = new Set(
    [...view.tree.files.keys()].filter((path) => /(?:^|\/)package\.json$/.test(path)).map(folderOf),
  );
  return (path) =>
    within([folder])(path) && upward(folderOf(path)).find((one) => one === folder || packages.has(one)) === folder;
}

function entriesOf({ demand, view, store }: Loaded): Entry[] {
  return demand.flatMap(({ path, language, sections }) => {
    const text = view.texts.hash(path);
    if (text === null) return [];
    return [...sections].flatMap((section) => {
      const encoded = store.encoded(text, language.name, section);
      return encoded === undefined ? [] : [{ text, language: language.name, section, encoded }];
    });
  });
}
