import picomatch from 'picomatch';
import { z } from 'zod';
import { defineCheck } from '../../../core/check.ts';
import type { Project } from '../../../core/project.ts';
import type { Binding, Where } from '../../../core/zone.ts';

const files = z.union([z.string(), z.array(z.string()).min(1)]).transform((one) => (typeof one === 'string' ? [one] : one));

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
        const there = project.tree.has(file) || (/[*?{[(]/.test(file) && paths.some(matcherOf(file)));
        if (there) continue;
        yield problem('missing', { file }, { file, place: null }, {
          found: 'no such file',
          expected: `\`${file}\``,
          brief: 'is missing',
          fix: { title: `write \`${file}\``, safety: 'manual', edits: [], steps: [`write \`${file}\``] },
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

function fill(written: string, root: string, binding: Binding): string {
  let filled = written;
  for (const [name, value] of Object.entries(binding)) filled = filled.replaceAll(`{${name}}`, value).replaceAll(`{${name}...}`, value);
  const relative = root !== '' && (written.startsWith('./') || filled === written);
  const path = filled.replace(/^\.\//, '');
  return relative ? `${root}/${path}` : path;
}

function matcherOf(glob: string): (path: string) => boolean {
  const matches = picomatch(glob, { dot: true });
  return (path) => matches(path);
}
