import { type Hash, hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import { folderOf, upward } from '../core/path.ts';
import type { TypeSources } from '../core/typing.ts';
import type { Resolver } from '../resolve/index.ts';
import type { Store } from '../world/store.ts';
import type { World } from '../world/world.ts';
import type { Loaded } from './load.ts';

/** A question about what is beside the sources: where a path leads, what text it has, what a folder holds, where an import leads. */
export type ExternalQuestion = `${'real' | 'text' | 'folder' | 'names' | 'target'} ${string}`;

/** What types follow from beside the sources: installed packages, manifests, generated files. Every question is remembered with its answer. */
export interface Externals {
  /** What the type checker may ask of a project. What it asks of `own` files is not remembered: their texts and imports are known otherwise. */
  sources(ground: Ground, own: ReadonlySet<Path>): TypeSources;
  /** Changes when a question is added, or has another answer now. */
  digest(ground: Ground): Hash;
  keep(): void;
}

/** What the answers follow from. */
interface Ground {
  readonly loaded: Pick<Loaded, 'view' | 'world' | 'overlay'>;
  readonly resolver: Pick<Resolver, 'resolve'>;
}

const column = 'type questions';
// In no path and no specifier.
const separator = '\0';

/** What earlier runs asked is asked again. */
export function createExternals(store: Store): Externals {
  const kept = store.answer(column, column);
  const questions = kept === undefined ? [] : (JSON.parse(kept) as ExternalQuestion[]);
  // Answered when somebody looks.
  const answers = new Map<ExternalQuestion, string>(questions.map((question) => [question, '']));
  let seen: { readonly world: World; readonly laid: string } | null = null;
  let digest: { readonly size: number; readonly hash: Hash } | null = null;

  /** Looks again if the disk may be another, or if the overlay speaks of what was asked. */
  const look = (ground: Ground): void => {
    const { world, overlay } = ground.loaded;
    const laid = hashOf(JSON.stringify([...overlay].filter(([path]) => isAsked(path, answers))));
    if (seen?.world === world && seen.laid === laid) return;
    seen = { world, laid };
    digest = null;
    for (const question of answers.keys()) answers.set(question, answerTo(question, ground));
  };
  return {
    sources(ground, own) {
      look(ground);
      const { view } = ground.loaded;
      const ask = (question: ExternalQuestion): string => {
        const known = answers.get(question);
        if (known !== undefined) return known;
        const answer = answerTo(question, ground);
        answers.set(question, answer);
        return answer;
      };
      return {
        content(path) {
          if (!own.has(path)) ask(`text ${path}`);
          return view.real(path) === null ? null : view.texts.content(path);
        },
        real: (path) => ask(`real ${path}`) || null,
        hasFolder: (folder) => ask(`folder ${folder}`) !== '',
        names: (folder) => ask(`names ${folder}`).split('/').filter(Boolean),
        target(from, specifier) {
          return own.has(from)
            ? targetOf(ground, from, specifier)
            : ask(`target ${from}${separator}${specifier}`) || null;
        },
      };
    },
    digest(ground) {
      look(ground);
      // Questions are only ever added: as many are the same.
      if (digest?.size !== answers.size)
        digest = { size: answers.size, hash: hashOf(JSON.stringify([...answers].sort(byQuestion))) };
      return digest.hash;
    },
    keep() {
      const text = JSON.stringify([...answers.keys()].sort());
      if (store.answer(column, column) !== text) store.keepAnswer(column, column, text);
    },
  };
}

type Asked = readonly [ExternalQuestion, string];
const byQuestion = ([a]: Asked, [b]: Asked): number => (a < b ? -1 : 1);

function isAsked(path: Path, answers: ReadonlyMap<ExternalQuestion, string>): boolean {
  const folders = upward(folderOf(path));
  return (
    answers.has(`real ${path}`) ||
    answers.has(`text ${path}`) ||
    folders.some((folder) => answers.has(`folder ${folder}`) || answers.has(`names ${folder}`))
  );
}

/** An answer in one line; empty where there is nothing. */
function answerTo(question: ExternalQuestion, ground: Ground): string {
  const { view } = ground.loaded;
  const space = question.indexOf(' ');
  const subject = question.slice(space + 1);
  switch (question.slice(0, space)) {
    case 'real':
      return view.real(subject) ?? '';
    case 'text':
      return view.texts.hash(subject) ?? '';
    case 'folder':
      return view.names(subject) === null ? '' : 'yes';
    case 'names':
      return (view.names(subject) ?? []).join('/');
    default: {
      const [from = '', specifier = ''] = subject.split(separator);
      return targetOf(ground, from, specifier) ?? '';
    }
  }
}

function targetOf({ resolver }: Ground, from: Path, specifier: string): Path | null {
  const target = resolver.resolve(from, specifier);
  return 'file' in target ? target.file : null;
}
