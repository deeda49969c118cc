import { groupBy } from '../../../core/group.ts';
import type { Path } from '../../../core/location.ts';
import { once } from '../../../core/once.ts';
import type { Lists } from '../../../core/view.ts';
import { testsOf, testToWrite } from './templates.ts';

/** A place that the test of some file has. */
interface Vote {
  readonly template: string;
  /** The extension of the tested file. */
  readonly extension: string;
}

/** Where to write the test of a file: of the places that the templates allow, where most tests are, and of several the first. */
export function locator(project: Lists, templates: readonly string[]): (file: Path) => Path {
  const all = templates.flatMap(alternativesOf);
  const named = all.filter((one) => one.includes('{name}'));
  const places = named.length > 0 ? named : all;
  const votes = once(() => (places.length > 1 || /\*$/.test(places[0] ?? '') ? votesFor(project, places) : []));
  return (file) => {
    const alike = votes().filter(({ extension }) => extension === extensionOf(file));
    const groups = [...groupBy(alike, ({ template }) => template)].sort(([, a], [, b]) => b.length - a.length);
    return testToWrite(project, file, groups[0]?.[0] ?? places[0] ?? '');
  };
}

/** `x.test.*` and `x.spec.*` of `x.{test,spec}.*`. */
function alternativesOf(template: string): string[] {
  const choice = /\{([^{}]*,[^{}]*)\}/.exec(template);
  if (!choice) return [template];
  const [braces, words = ''] = choice;
  return words.split(',').flatMap((word) => alternativesOf(template.replace(braces, () => word)));
}

function votesFor(project: Lists, places: readonly string[]): Vote[] {
  return places.flatMap((place) => {
    const tests = testsOf(project, [place]);
    return project.files.flatMap((file) =>
      tests(file).map((test) => ({
        template: place.replace(/\.\*$/, extensionOf(test)),
        extension: extensionOf(file),
      })),
    );
  });
}

function extensionOf(path: Path): string {
  return path.slice(path.lastIndexOf('.'));
}
