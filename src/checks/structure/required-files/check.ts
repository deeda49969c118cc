import { z } from 'zod';
import { defineCheck } from '../../../core/check.ts';
import type { Fix } from '../../../core/fix.ts';
import { globOf, literally, loneFault } from '../../../core/glob.ts';
import { listed } from '../../../core/listed.ts';
import type { Path } from '../../../core/location.ts';
import type { Lists, OnDisk } from '../../../core/view.ts';
import type { Binding, Where } from '../../../core/zone.ts';

const capture = /\{([\w-]+)(?:\.{3})?\}/g;

const file = z.string().superRefine((text, context) => {
  // A capture has a value before the glob is matched, so that anything may stand beside it.
  const fault = loneFault(text.replace(capture, 'x'));
  if (fault !== null) context.addIssue({ code: 'custom', message: fault });
});
const files = z.union([file, z.array(file).min(1)]).transform((one) => (typeof one === 'string' ? [one] : one));

const options = z.strictObject({
  files: files.describe(
    'The required files: paths or globs. They may use the captures of `in`; a path without captures, or with a leading `./`, is relative to the instance.',
  ),
  template: z
    .union([z.string(), z.record(z.string(), z.string())])
    .optional()
    .describe(
      'The content of a file that the fix creates, with captures filled in: one text for all files, or a map from an entry of `files` to its text.',
    ),
});

type Options = z.output<typeof options>;

export const requiredFiles = defineCheck({
  name: 'required-files',
  family: 'structure',
  summary: 'Every part has its required files.',
  unfinished: true,
  options,
  strictness: { files: 'more', template: 'free' },
  reads: () => ({ disk: true }),
  alsoCalled: { structure: '`files`', files: '`files`' },
  messages: {
    missing: (d) => `\`${d['file']}\` is missing.`,
  },
  statement: (o) => `required: ${o.files.join(', ')}`,
  guidance(project, o, file) {
    const missing = instancesAmong([file], project.in).flatMap((instance) =>
      o.files.filter((written) => !isThere(project, written, instance)).map((written) => pathIn(instance, written)),
    );
    return missing.length === 0 ? null : `create ${listed(missing, 'and')}`;
  },
  *mistakes(project, o) {
    const bound = project.in?.captures ?? [];
    for (const entry of typeof o.template === 'object' ? Object.keys(o.template) : [])
      if (!o.files.includes(entry)) yield `\`template\` has ${entry}, which is not in \`files\``;
    for (const [, name = ''] of o.files.join(' ').matchAll(capture)) {
      if (!bound.includes(name))
        yield `{${name}} is not defined: ${bound.length ? `\`in\` has ${bound.map((one) => `{${one}}`).join(', ')}` : '`in` does not have captures'}`;
    }
    const paths = [...project.tree.keys()];
    for (const written of o.files) {
      if (written.startsWith('./') || written.replace(capture, '') === written) continue;
      const isMet = (text: string): boolean =>
        instancesAmong(paths, project.in).some(({ root, binding }) =>
          paths.some(matcherOf(fill(text, literally(root), spelledOut(binding)))),
        );
      if (!isMet(written) && isMet(`./${written}`))
        yield `${written} is counted from the root, since it has a capture: write ./${written} for a path inside each instance`;
    }
  },
  *check(project, o, problem) {
    const paths = [...project.tree.keys()];
    for (const instance of instancesAmong(paths, project.in)) {
      for (const written of o.files) {
        if (isThere(project, written, instance)) continue;
        const file = pathIn(instance, written);
        yield problem(
          'missing',
          { file },
          { file, place: null },
          {
            found: 'no such file',
            expected: `\`${file}\``,
            brief: 'is missing',
            fix: creation(project, file, textOf(o, written, instance.binding)),
          },
        );
      }
    }
  },
});

/** What a missing file shall hold; null where nobody has said. */
function textOf({ template }: Options, written: string, binding: Binding): string | null {
  const text = typeof template === 'object' ? template[written] : template;
  return text === undefined ? null : withCaptures(text, binding);
}

/** A glob can be met in many ways, and a file that git ignores is not to be written over. */
function creation(project: Lists & OnDisk, file: Path, text: string | null): Fix {
  const title = `create \`${file}\``;
  if (text === null || /[*?{}[\]!()]/.test(file) || project.exists(file))
    return { title, safety: 'manual', edits: [], steps: ['create it'] };
  return { title: `${title} from its template`, safety: 'safe', edits: [{ kind: 'create', file, text }], steps: [] };
}

interface Instance {
  readonly root: string;
  readonly binding: Binding;
}

function isThere({ tree }: Lists, written: string, { root, binding }: Instance): boolean {
  const isMet = matcherOf(fill(written, literally(root), spelledOut(binding)));
  return tree.has(fill(written, root, binding)) || [...tree.keys()].some(isMet);
}

function pathIn({ root, binding }: Instance, written: string): string {
  return fill(written, root, binding);
}

/** Each instance of `in` that has one of the files; what `in` counts from when it has no captures. */
function instancesAmong(paths: readonly Path[], where: Where | null): Instance[] {
  if (!where || where.captures.length === 0) return [{ root: where?.roots({})[0] ?? '', binding: {} }];
  const found = new Map<string, Instance>();
  for (const path of paths) {
    for (const binding of where.match(path)) {
      const [root] = where.roots(binding);
      if (root !== undefined) found.set(root, { root, binding });
    }
  }
  return [...found.values()].sort((a, b) => (a.root < b.root ? -1 : 1));
}

/** The path or glob of one instance, from the root. */
function fill(written: string, root: string, binding: Binding): string {
  const filled = withCaptures(written, binding);
  const relative = root !== '' && (written.startsWith('./') || filled === written);
  const path = filled.replace(/^\.\//, '');
  return relative ? `${root}/${path}` : path;
}

function withCaptures(text: string, binding: Binding): string {
  return text.replace(capture, (spelled, name: string) =>
    Object.hasOwn(binding, name) ? (binding[name] ?? spelled) : spelled,
  );
}

function spelledOut(binding: Binding): Binding {
  return Object.fromEntries(Object.entries(binding).map(([name, value]) => [name, literally(value)]));
}

function matcherOf(text: string): (path: Path) => boolean {
  const glob = globOf(text);
  return (path) => !('fault' in glob) && glob.match(path).length > 0;
}
