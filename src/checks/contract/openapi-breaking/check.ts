import { z } from 'zod';
import { defineCheck, type Details, type Raise } from '../../../core/check.ts';
import { groupBy } from '../../../core/group.ts';
import type { Location } from '../../../core/location.ts';
import { where } from '../../../core/options.ts';
import { isSpecFile } from '../../../core/spec.ts';
import type { Data, Problem } from '../../../core/violation.ts';
import { shapeOf } from '../../../graph/routes/path.ts';
import { requestBreaks, responseBreaks } from './bodies.ts';
import type { Break, Words } from './break.ts';
import { parameterBreaks } from './parameters.ts';
import { type Project, type Removal, type Revision, type Revisions, revisionsOf } from './revisions.ts';
import { securityBreaks } from './security.ts';
import type { Since } from './words.ts';

const options = z.strictObject({
  spec: where.describe('The OpenAPI documents: a path, a glob or a list.'),
  since: z
    .string()
    .min(1)
    .optional()
    .describe('The commit that the documents are compared with, such as `origin/main`.'),
});
type Options = z.infer<typeof options>;

export const openapiBreaking = defineCheck({
  name: 'openapi-breaking',
  family: 'contract',
  summary: 'A change to an OpenAPI document does not break its clients.',
  covers: ['OpenAPI 2.0 and 3.0 to 3.2'],
  options,
  strictness: { since: 'free' },
  reads: (o) => ({
    documents: [
      {
        language: 'openapi',
        *select(paths) {
          for (const path of paths) if (isSpecFile(path) && o.spec.match(path).length > 0) yield path;
        },
      },
    ],
    changes: { since: o.since ?? null },
    earlier: true,
  }),
  exceptKeys: ['path', 'method'],
  alsoCalled: { 'breaking-changes': '', oasdiff: '' },
  messages: {
    removed: (d) => `${operationName(d)} was removed.`,
    deleted: (d) => `\`${d['file']}\` was deleted with all its operations.`,
    parameter: (d) => `The parameters of ${operationName(d)} break clients at \`${d['name']}\`.`,
    request: (d) => `The request body of ${operationName(d)} breaks clients${inside(d)}.`,
    response: (d) => `The response of ${operationName(d)} breaks clients${inside(d)}.`,
    status: (d) => `${operationName(d)} no longer answers with ${d['name']}.`,
    security: (d) => `${operationName(d)} needs more authentication than before.`,
  },
  postponed: (project) =>
    project.changes === null
      ? 'there is no commit to compare with; run `lintel check --since origin/main`, or set `since: origin/main`'
      : null,
  *notes(project, o) {
    for (const file of revisions(project, o).unread)
      yield `${file} cannot be read in full, now or in the base, and was not compared`;
  },
  statement: (o) => `${o.spec.text} breaks no client of ${o.since ?? 'the commit of `--since`'}`,
  *check(project, o, problem) {
    if (!project.changes) return;
    const since: Since = project.changes.base;
    const { kept, removed } = revisions(project, o);
    yield* ofRemoved(removed, since, problem);
    yield* ofBroken(kept, since, problem);
  },
});

function revisions(project: Project, { spec }: Options): Revisions {
  return project.share(() => revisionsOf(project, spec));
}

function operationName(data: Data): string {
  return `\`${(data['method'] ?? '').toUpperCase()} ${data['path'] ?? ''}\``;
}

function inside({ name }: Data): string {
  return name ? ` at \`${name}\`` : '';
}

/** Operations that are gone, and at once all those of a document that is gone. */
function* ofRemoved(
  removed: readonly Removal[],
  { ref }: Since,
  problem: Raise<'removed' | 'deleted'>,
): Iterable<Problem> {
  for (const { before, home } of removed.filter((one) => one.home)) {
    const { method, name, path } = before.operation;
    const there = home?.paths.find((one) => shapeOf(one.path) === shapeOf(path));
    const at: Location = there?.at ?? { file: home?.document ?? before.contract.document, place: null };
    const data = { method, path: name };
    yield problem(
      'removed',
      data,
      at,
      detailsOf(operationName(data), { ...calledBy(ref, 'it'), found: 'it was removed' }),
    );
  }
  const gone = groupBy(
    removed.filter(({ home }) => home === null),
    ({ before }) => before.contract.document,
  );
  for (const [file, all] of gone) {
    const found = `${all.length === 1 ? 'one operation was' : `${all.length} operations were`} removed with ${file}`;
    yield problem('deleted', { file }, { file, place: null }, detailsOf(file, { ...calledBy(ref, 'them'), found }));
  }
}

/** A change that several operations share, such as one to a schema, is one violation. */
function* ofBroken(kept: readonly Revision[], since: Since, problem: Raise<Break['message']>): Iterable<Problem> {
  const all = kept.flatMap((revision) => breaksOf(revision, since).map((one) => ({ one, ...revision.now.operation })));
  const shared = groupBy(all, ({ one }) => JSON.stringify([one.at, one.message, one.change, one.found]));
  for (const [first, ...others] of shared.values()) {
    if (!first) continue;
    const { one, method, name: path } = first;
    const data = { method, path, name: one.name, change: one.change };
    const evidence = others.slice(0, 3).map((other) => ({
      file: other.at.file,
      line: other.at.place?.line ?? null,
      text: `also breaks ${operationName({ method: other.method, path: other.name })}`,
    }));
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    yield problem(one.message, data, one.at, { ...detailsOf(`${operationName(data)}${more}`, one), evidence });
  }
}

function calledBy(ref: string, what: string): Pick<Words, 'expected' | 'steps'> {
  return {
    expected: `clients of ${ref} call ${what}`,
    steps: [`put ${what} back with \`deprecated: true\`, and remove ${what} in a later change`],
  };
}

function detailsOf(subject: string, { found, expected, steps }: Words): Details {
  return {
    found,
    expected,
    brief: `${subject}: ${found}, but ${expected}`,
    fix: { title: 'keep clients working', safety: 'manual', edits: [], steps },
  };
}

function breaksOf(revision: Revision, since: Since): readonly Break[] {
  return [
    ...parameterBreaks(revision, since),
    ...requestBreaks(revision, since),
    ...responseBreaks(revision, since),
    ...securityBreaks(revision, since),
  ];
}
