import { literally } from '../core/glob.ts';
import { groupBy } from '../core/group.ts';
import { isExecutable } from '../core/language.ts';
import type { Path } from '../core/location.ts';
import { folderOf } from '../core/path.ts';
import { nameOf } from './groups.ts';
import { code, figure, someListed, type Options, type Proposal } from './proposal.ts';
import { isSetup, setupGlob, type Survey } from './survey.ts';

/** Where repositories have the test of a file, as the check `has-test` writes it. */
interface Place {
  readonly template: string;
  /** Is this the test of that file, going by their names alone? */
  fits(test: Path, source: Path): boolean;
}

const ending = /\.(?:test|spec|e2e-spec|unit|int)(?:\.[^./]+)?\.[^./]+$/;

/** The templates that the check assumes where none is written. */
const beside: readonly Place[] = [
  { template: '{dir}/{name}.{test,spec}.*', fits: (test, source) => folderOf(test) === folderOf(source) },
  {
    template: '{dir}/__tests__/{name}.{test,spec}.*',
    fits: (test, source) => folderOf(test) === `${dirOf(source)}__tests__`,
  },
  { template: '{dir}/tests/{name}.{test,spec}.*', fits: (test, source) => folderOf(test) === `${dirOf(source)}tests` },
];

/** Folders of their own, somewhere. */
const apart: readonly Place[] = ['test', 'tests', '__tests__', 'spec'].flatMap((folder) => [
  {
    template: `**/${folder}/**/{name}.{test,spec}.*`,
    fits: (test: Path) => ending.test(test) && hasFolder(test, folder),
  },
  { template: `**/${folder}/**/{name}.*`, fits: (test: Path) => !ending.test(test) && hasFolder(test, folder) },
]);

const dirOf = (file: Path): string => (folderOf(file) === '' ? '' : `${folderOf(file)}/`);
const hasFolder = (file: Path, folder: string): boolean => `/${folderOf(file)}/`.includes(`/${folder}/`);

/** Every file has a test, or every file of the folders where nearly all have one. Null where tests are organised otherwise. */
export function testProposal(survey: Survey): Proposal | null {
  const tests = groupBy(survey.tests, (test) => nameOf(test).split('.')[0] ?? '');
  const judged = survey.sources.filter((file) => !isSetup(file) && isExecutable(survey, file));
  const found = judged.map((file) => ({ file, place: placeOf(file, tests) }));
  const tested = found.filter(({ place }) => place !== null);
  if (tested.length < 8) return null;
  if (tested.length >= found.length * 0.7) return proposalOf(survey, found, null);
  const folders = [...groupBy(found, ({ file }) => topOf(file))].filter(([folder, some]) => {
    const count = some.filter(({ place }) => place !== null).length;
    const below = judged.filter((file) => file.startsWith(`${folder}/`)).length;
    return folder !== '' && count >= 5 && count >= some.length * 0.8 && below === some.length;
  });
  const covered = folders.reduce((sum, [, some]) => sum + some.length, 0);
  if (covered < found.length * 0.2 || folders.length > 12) return null;
  return proposalOf(
    survey,
    folders.flatMap(([, some]) => some),
    folders.map(([folder]) => folder),
  );
}

interface Found {
  readonly file: Path;
  readonly place: Place | null;
}

function proposalOf(survey: Survey, found: readonly Found[], folders: readonly Path[] | null): Proposal {
  const tested = found.filter(({ place }) => place !== null);
  const places = [...beside, ...apart].filter((place) => tested.some((one) => one.place === place));
  const isUsual = places.every((place) => beside.includes(place));
  const scope: Options = folders ? { in: folders.map((folder) => `${literally(folder)}/**`) } : {};
  const where: Options = isUsual ? {} : { test: places.map(({ template }) => template) };
  const exempt: Options = !folders && survey.sources.some(isSetup) ? { not: ['tests', setupGlob] } : {};
  const base = { check: 'has-test', ...scope, ...exempt, ...where };
  const title = folders ? ` of ${someListed(folders.map(code))}` : '';
  return {
    rule: 'coverage/tests',
    ways: [base, { ...base, proof: 'reaches' }, { ...base, proof: 'exists' }],
    most: Math.min(150, Math.ceil(found.length * 0.3)),
    zones: [],
    evidence: `${figure(tested.length)} of ${figure(found.length)} files with code${title} have a test`,
    paragraph: {
      heading: 'Every file has a test',
      text: `Every file with code${title} has its own test: ${someListed(
        places.map(({ template }) => `\`${template}\``),
        3,
      )}. Coverage reports often omit files that no test loads, so coverage does not show a missing test. Files with only types need no test.`,
      good: `${code(tested[0]?.file ?? '')} has a test.`,
      bad: 'a new file with a function but without a test.',
    },
  };
}

function placeOf(file: Path, tests: ReadonlyMap<string, readonly Path[]>): Place | null {
  const candidates = (tests.get(nameOf(file).split('.')[0] ?? '') ?? []).filter((test) => isNamedFor(test, file));
  return [...beside, ...apart].find((place) => candidates.some((test) => place.fits(test, file))) ?? null;
}

/** `a.b.test.ts` is the test of `a.b.ts`, and no other. */
function isNamedFor(test: Path, file: Path): boolean {
  const stem = nameOf(file).replace(/\.[^.]+$/, '');
  const name = nameOf(test);
  return name.replace(ending, '') === stem || name.replace(/\.[^.]+$/, '') === stem;
}

/** `src/utils` of `src/utils/a/b.ts`; of a package, its folder with the first one below `src`. */
function topOf(file: Path): Path {
  const parts = folderOf(file).split('/');
  const source = parts.indexOf('src');
  return parts.slice(0, source >= 0 ? source + 2 : 2).join('/');
}
