import { z } from 'zod';
import { defineCheck } from '../../../core/check.ts';
import { globOf, literally } from '../../../core/glob.ts';
import type { Path } from '../../../core/location.ts';
import type { Project } from '../../../core/project.ts';
import type { Binding, Where } from '../../../core/zone.ts';

const file = z.string().superRefine((text, context) => {
  const glob = globOf(text);
  if ('fault' in glob) context.addIssue({ code: 'custom', message: glob.fault });
});
const files = z.union([file, z.array(file).min(1)]).transform((one) => (typeof one === 'string' ? [one] : one));

const options = z.strictObject({
  files: files.describe('The files that must be there: paths or globs. Where `in` has captures they may use them; a path without any, or with a leading `./`, is relative to the instance.'),
});

export const requiredFiles = defineCheck({
  name: 'required-files',
  family: 'structure',
  reach: 'project',
  summary: 'The files that every part must have are there.',
  options,
  needs: () => [],
  messages: {
    missing: (d) => `\`${d['file']}\` is missing.`,
  },
  statement: (o) => `these exist: ${o.files.join(', ')}`,
  *mistakes(project, o) {
    const bound = project.in?.captures ?? [];
    for (const [, name = ''] of o.files.join(' ').matchAll(/\{([\w-]+)(?:\.\.\.)?\}/g)) {
      if (!bound.includes(name)) yield `{${name}} is bound nowhere: ${bound.length ? `\`in\` has ${bound.map((one) => `{${one}}`).join(', ')}` : '`in` has no captures'}`;
    }
  },
  *check(project, o, problem) {
    const paths = [...project.tree.keys()];
    for (const { root, binding } of instancesOf(project)) {
      for (const written of o.files) {
        const file = fill(written, root, binding);
        if (project.tree.has(file) || paths.some(matcherOf(fill(written, literally(root), spelledOut(binding))))) continue;
        yield problem('missing', { file }, { file, place: null }, {
          found: 'no such file',
          expected: `\`${file}\``,
          brief: 'is missing',
          fix: { title: `write \`${file}\``, safety: 'manual', edits: [], steps: ['write it'] },
        });
      }
    }
  },
});

interface Instance {
  readonly root: string;
  readonly binding: Binding;
}

/** Each instance of `in` that has a file; the project itself when `in` has no captures. */
function instancesOf(project: Project): Instance[] {
  const where: Where | null = project.in;
  if (!where || where.captures.length === 0) return [{ root: '', binding: {} }];
  const found = new Map<string, Instance>();
  for (const path of project.tree.keys()) {
    for (const binding of where.match(path)) {
      const [root] = where.roots(binding);
      if (root !== undefined) found.set(root, { root, binding });
    }
  }
  return [...found.values()].sort((a, b) => (a.root < b.root ? -1 : 1));
}

/** The path or glob of one instance, from the root. */
function fill(written: string, root: string, binding: Binding): string {
  const filled = written.replace(/\{([\w-]+)(?:\.{3})?\}/g, (spelled, name: string) => binding[name] ?? spelled);
  const relative = root !== '' && (written.startsWith('./') || filled === written);
  const path = filled.replace(/^\.\//, '');
  return relative ? `${root}/${path}` : path;
}

function spelledOut(binding: Binding): Binding {
  return Object.fromEntries(Object.entries(binding).map(([name, value]) => [name, literally(value)]));
}

function matcherOf(text: string): (path: Path) => boolean {
  const glob = globOf(text);
  return (path) => !('fault' in glob) && glob.match(path).length > 0;
}
