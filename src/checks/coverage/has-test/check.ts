import { z } from 'zod';
import { defineCheck } from '../../../core/check.ts';
import { executableSections, isExecutable } from '../../../core/language.ts';
import type { Fix } from '../../../core/fix.ts';
import type { Path } from '../../../core/location.ts';
import { type Facts, isTest, type Linked, type Lists } from '../../../core/view.ts';
import type { Evidence } from '../../../core/violation.ts';
import { listed } from '../../../core/listed.ts';
import { strictIfTrue } from '../../../core/strictness.ts';
import { unreachedIn } from './exported.ts';
import { locator } from './location.ts';
import { byImports, byReach, type Proof } from './proof.ts';
import { faultOf, testsOf, unbound } from './templates.ts';
import { writing } from './writing.ts';

const template = z.string().superRefine((text, context) => {
  const fault = faultOf(text);
  if (fault !== null) context.addIssue({ code: 'custom', message: fault });
});
const usual = [
  '{dir}/{name}.{test,spec}.*',
  '{dir}/__tests__/{name}.{test,spec}.*',
  '{dir}/tests/{name}.{test,spec}.*',
];

const options = z.strictObject({
  test: z
    .union([template, z.array(template).min(1)])
    .default(usual)
    .describe(
      'Where the test of a file is: a glob or a list of alternatives, with `{dir}`, `{name}`, `{path}` and the captures of `in`.',
    ),
  proof: z
    .enum(['imports', 'reaches', 'exists'])
    .default('imports')
    .describe(
      'What counts as a test: a file that imports the tested file (directly or through re-exports), reaches it through any file, or only exists.',
    ),
  since: z
    .string()
    .min(1)
    .optional()
    .describe('A commit, such as `origin/main`: only files added since then are checked.'),
  exports: z
    .boolean()
    .default(false)
    .describe('Whether tests must reach each exported function of a file, by the names that they use.'),
});

export const hasTest = defineCheck({
  name: 'has-test',
  family: 'coverage',
  summary: 'Every file with code has a test.',
  unfinished: true,
  options,
  strictness: { test: 'fewer', proof: ['exists', 'reaches', 'imports'], exports: strictIfTrue },
  reads: (o) => ({
    facts: o.exports ? [...executableSections, 'uses', 'execution'] : [...executableSections],
    graph: 'origins',
    changes: { since: o.since ?? null },
  }),
  alsoCalled: { tests: '', test: '' },
  messages: {
    missing: (d) => `\`${d['file']}\` has no test.`,
    unproven: (d) => `\`${d['test']}\` does not ${d['proof'] === 'reaches' ? 'reach' : 'import'} \`${d['file']}\`.`,
    unreached: (d) => `No test reaches ${d['names']} of \`${d['file']}\`.`,
  },
  *mistakes(project, o) {
    for (const one of templatesOf(o.test)) {
      for (const name of unbound(one, project.in?.captures ?? []))
        yield `{${name}} in "${one}" is not defined: use {dir}, {name}, {path} or a capture of \`in\``;
    }
  },
  statement: (o) =>
    `every ${o.since === undefined ? '' : 'new '}file with code has a test${words[o.proof]}${isUsual(o.test) ? ', beside it, in `__tests__` or in `tests`' : `: ${templatesOf(o.test).join(', ')}`}`,
  guidance(project, o, file) {
    if (isTest(project, file)) return null;
    const templates = templatesOf(o.test);
    const [found] = testsOf(project, templates)(file);
    return `${found ?? locator(project, templates)(file)}${words[o.proof]}`;
  },
  *check(project, o, problem) {
    const templates = templatesOf(o.test);
    const tests = testsOf(project, templates);
    const place = locator(project, templates);
    const proven = proofs[o.proof](project);
    const tested = new Map<Path, Path>();
    // What a test that does not parse imports is not known.
    const isUnread = (test: Path): boolean =>
      project.graph.id(test) !== undefined && project.facts(test, 'problems').length > 0;
    const isJudged = (file: Path): boolean => o.since === undefined || (project.changes?.added.has(file) ?? false);
    for (const file of project.files) {
      if (!isJudged(file) || !needsTest(project, file)) continue;
      const found = tests(file);
      const proof = found.find((test) => proven(test, file));
      const isUnknown = found.some(isUnread);
      if (proof !== undefined && !isUnknown) tested.set(file, proof);
      if (proof !== undefined || isUnknown) continue;
      const [test] = found;
      // What stars match may be the test of many files: only one with this name is meant for this file.
      const own = found.find((one) => isNamedFor(one, file));
      const template = templates.find((one) => one.includes('{name}'));
      const wanted = own ?? place(file);
      // It stands where its test belongs, so the rule means it as a test.
      if (wanted === file) continue;
      const evidence = importersOf(project, file);
      const details = { expected: `\`${wanted}\`${words[o.proof]}`, evidence };
      if (test === undefined) {
        yield problem(
          'missing',
          { file },
          { file, place: null },
          {
            ...details,
            found: 'no test',
            brief: `has no test${seenBy(evidence)}`,
            fix: () => writing(project, { file, test: wanted, covering: toCover(project, file) }),
          },
        );
      } else {
        const [does, notDo] =
          o.proof === 'reaches' ? ['reaches it', 'does not reach it'] : ['imports it', 'does not import it'];
        const shared = `${count(found.length, 'test')} that may cover it`;
        const where = own === undefined ? `one of ${shared}, such as \`${test}\`` : `\`${own}\``;
        const whose = own === undefined ? `none of ${shared} ${does}` : `its test \`${own}\` ${notDo}`;
        yield problem(
          'unproven',
          { file, test, proof: o.proof },
          { file, place: null },
          {
            ...details,
            found: `${own === undefined ? shared : `\`${own}\``}, ${own === undefined ? `none of which ${does}` : `which ${notDo}`}`,
            brief: whose,
            fix:
              own === undefined && template !== undefined
                ? () => writing(project, { file, test: wanted, covering: toCover(project, file) })
                : importing(project, file, where),
          },
        );
      }
    }
    if (o.exports) yield* unreachedIn(project, tested, problem);
  },
});

type Tested = Lists & Linked & Facts<(typeof executableSections)[number]>;

const words = { imports: ' that imports it', reaches: ' that reaches it', exists: '' };
const proofs: Readonly<Record<keyof typeof words, (project: Linked) => Proof>> = {
  imports: ({ graph }) => byImports(graph),
  reaches: ({ graph }) => byReach(graph),
  exists: () => () => true,
};

function isUsual(test: string | readonly string[]): boolean {
  return String(templatesOf(test)) === String(usual);
}

function templatesOf(test: string | readonly string[]): readonly string[] {
  return typeof test === 'string' ? [test] : test;
}

/** Does the name of a test, or a folder that it is in, hold the name of the file? */
function isNamedFor(test: Path, file: Path): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
  return test.toLowerCase().split(/[/.]/).includes(name.toLowerCase()) || test.includes(`/${name}.`);
}

function needsTest(project: Tested, file: Path): boolean {
  return !isTest(project, file) && isExecutable(project, file);
}

function importing(project: Tested, file: Path, place: string): Fix {
  const title = `import it in ${place}`;
  return { title, safety: 'manual', edits: [], steps: [`${title}${toCover(project, file)}`] };
}

function count(n: number, one: string): string {
  return `${n} ${one}${n === 1 ? '' : 's'}`;
}

function toCover(project: Tested, file: Path): string {
  const names = project
    .facts(file, 'exports')
    .flatMap((one) => (one.from === null && !one.type ? [`\`${one.name}\``] : []));
  return names.length
    ? `, covering ${names.length > 6 ? `${names.slice(0, 6).join(', ')} and ${names.length - 6} more` : listed(names, 'and')}`
    : '';
}

/** Tests elsewhere that import the file as written. */
function importersOf(project: Tested, file: Path): Evidence[] {
  return project.graph
    .importersOf(file)
    .filter(({ from }) => isTest(project, from))
    .slice(0, 3)
    .map((edge) => ({ file: edge.from, line: edge.import.at.line, text: 'a test that imports it' }));
}

function seenBy([first]: readonly Evidence[]): string {
  return first ? `; \`${first.file}\` imports it` : '';
}
