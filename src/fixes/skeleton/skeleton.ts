import type { Section, Sections } from '../../core/fact.ts';
import type { Intent } from '../../core/fix.ts';
import type { Idioms } from '../../core/language.ts';
import type { Path } from '../../core/location.ts';
import type { Sample } from '../../core/spelling.ts';
import { join } from '../../core/path.ts';
import type { MoveSources } from '../move.ts';
import type { ImportSources, Rewritten } from '../reimport.ts';
import { subjectsOf } from './cases.ts';
import { declaredRunner, type Runner } from './runner.ts';
import { commonStyle, type Model, plainStyle, type TestStyle } from './style.ts';
import { testText } from './text.ts';

/** What writing a test asks of the project. */
export interface TestSources extends ImportSources, Idioms {
  facts<S extends Section>(file: Path, section: S): Sections[S] | null;
  readonly project: Pick<MoveSources, 'declares' | 'home'>;
}

type WriteTest = Extract<Intent, { kind: 'write-test' }>;

/** Writes tests that import their file and fail until somebody fills them in. */
export function createTestWriter(sources: TestSources): (intent: WriteTest) => Rewritten {
  return (intent) => {
    const { file, test, like } = intent;
    const idiom = sources.idiom(file);
    const [exports, execution] = [sources.facts(file, 'exports'), sources.facts(file, 'execution')];
    if (sources.text(test) !== null) return { reason: `\`${test}\` exists` };
    if (!idiom || !exports || !execution) return { reason: `\`${file}\` is not a module of functions` };
    const declarations = sources.facts(file, 'declarations') ?? [];
    const subjects = subjectsOf(file, { exports, declarations, execution }, idiom);
    if (subjects.cases.length === 0) return { reason: `\`${file}\` exports nothing that a test could import` };
    const models = like.map((one) => modelOf(sources, one));
    const declared = runnerOf(sources, test);
    const style = commonStyle(models, declared) ?? (declared && plainStyle(declared));
    if (!style) return { reason: 'no package.json above it declares a known test runner' };
    const spelling = sources.respell(test, file, { samples: samplesFor(sources, style, intent) });
    if ('reason' in spelling) return spelling;
    const text = testText(style, { ...subjects, specifier: spelling.specifier, title: titleOf(file) });
    return { edits: [{ kind: 'create', file: test, text }] };
  };
}

function modelOf({ text, links, facts }: TestSources, test: Path): Model {
  return { text: text(test) ?? '', links: links(test), cases: facts(test, 'tests')?.cases ?? [] };
}

function runnerOf({ project, text }: TestSources, test: Path): Runner | null {
  const manifests = new Set([join(project.home(test), 'package.json'), 'package.json']);
  return declaredRunner({
    declares: (name) => project.declares(name, test),
    texts: [...manifests].flatMap((path) => text(path) ?? []),
  });
}

/** The imports of files of the project in the tests that are like it, and in the file itself. */
function samplesFor({ links }: TestSources, { runner }: TestStyle, { file, like }: WriteTest): Sample[] {
  const samples = [...like, file].flatMap((one) =>
    links(one).flatMap(({ import: { specifier }, targets: [target] }) =>
      target === undefined ? [] : [{ specifier, target }],
    ),
  );
  // Node.js runs files as they are named.
  const isNamed = samples.length === 0 && runner === 'node:test';
  return isNamed ? [{ specifier: `./${file.slice(file.lastIndexOf('/') + 1)}`, target: file }] : samples;
}

function titleOf(file: Path): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
}
