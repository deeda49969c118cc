import { z } from 'zod';
import { defineCheck, type Raise } from '../../../core/check.ts';
import type { ConfigPlace } from '../../../core/error.ts';
import type { Facts, Lists, Referenced } from '../../../core/view.ts';
import type { Problem, Reference } from '../../../core/violation.ts';
import { byDistance } from '../../../core/nearest.ts';
import { listed } from '../../../core/listed.ts';

const options = z.strictObject({
  unenforced: z
    .literal('report')
    .optional()
    .describe('`report`: also report sections of the conventions that no rule links to.'),
});

type Message = 'no-anchor' | 'no-document' | 'unenforced';

export const conventions = defineCheck({
  name: 'conventions',
  family: 'structure',
  summary: 'Every rule links to an existing section.',
  unfinished: true,
  options,
  strictness: { unenforced: [undefined, 'report'] },
  reads: () => ({ headings: true, rules: true }),
  messages: {
    'no-anchor': (d) => `${d['file']} has no ${d['see']}.`,
    'no-document': (d) => `${d['file']} does not exist.`,
    unenforced: (d) => `No rule enforces "${d['heading']}".`,
  },
  statement: () => 'every rule links to an existing section',
  // It is about lintel.yaml, and says nothing of a source file.
  guidance: () => null,
  *check(project, o, problem) {
    const linked = new Set<string>();
    const dead = new Map<string, Link>();
    for (const rule of project.rules) {
      if (rule.see === null) continue;
      const reference = project.reference(rule.see, '');
      for (const file of ['', ...project.conventions]) linked.add(referenceKey(project.reference(rule.see, file)));
      if (!isMissing(project, reference) || !rule.seeAt) continue;
      // A family's default is one link, however many rules take it.
      const key = `${rule.seeAt.file}:${rule.seeAt.line}:${rule.seeAt.column}`;
      const known = dead.get(key);
      if (known) known.rules.push(rule.id);
      else dead.set(key, { rules: [rule.id], see: rule.see, at: rule.seeAt, reference });
    }
    for (const link of dead.values()) yield problemOf(project, link, problem);
    if (o.unenforced !== 'report') return;
    for (const file of project.conventions) {
      for (const heading of project.facts(file, 'headings')) {
        if (
          heading.level < 2 ||
          linked.has(referenceKey({ file, anchor: heading.anchor, line: null, heading: null, quote: null }))
        )
          continue;
        yield problem(
          'unenforced',
          { heading: heading.text },
          { file, place: { line: heading.line, column: 1, endLine: heading.line, endColumn: 1 } },
          {
            found: `#${heading.anchor}`,
            expected: 'a rule whose `see` is this anchor',
            brief: `"${heading.text}" is not enforced by any rule`,
            fix: {
              title: 'add a rule',
              safety: 'manual',
              edits: [],
              steps: [`add a rule with \`see: "#${heading.anchor}"\``],
            },
          },
        );
      }
    }
  },
});

/** A `see` that leads nowhere. */
interface Link {
  readonly rules: string[];
  readonly see: string;
  readonly at: ConfigPlace;
  readonly reference: Reference;
}

function referenceKey({ file, anchor }: Reference): string {
  return `${file}#${anchor}`;
}

function isMissing(project: Lists & Referenced & Facts<'headings'>, reference: Reference): boolean {
  return reference.anchor === null ? !project.tree.has(reference.file) : reference.line === null;
}

function problemOf(
  project: Lists & Referenced & Facts<'headings'>,
  { rules, see, at, reference }: Link,
  problem: Raise<Message>,
): Problem {
  const location = {
    file: at.file,
    place: { line: at.line, column: at.column, endLine: at.line, endColumn: at.column + 1 },
  };
  const exists = project.tree.has(reference.file);
  const anchor = reference.anchor === null ? '' : `#${reference.anchor}`;
  const known =
    exists && anchor
      ? byDistance(
          reference.anchor ?? '',
          project.facts(reference.file, 'headings'),
          (heading) => heading.anchor,
        ).slice(0, 3)
      : [];
  const nearest = listed(
    known.map((heading) => `#${heading.anchor} ("${heading.text}")`),
    'and',
  );
  return problem(
    exists ? 'no-anchor' : 'no-document',
    { rules: rules.join(', '), see: anchor || see, file: reference.file },
    location,
    {
      found: see,
      expected: exists ? `an anchor of ${reference.file}${nearest ? `: ${nearest}` : ''}` : reference.file,
      brief: exists
        ? `${reference.file} has no ${anchor}${nearest ? `; nearest: ${nearest}` : ''}`
        : `${reference.file} does not exist`,
      fix: {
        title: 'fix the link',
        safety: 'manual',
        edits: [],
        steps: [
          exists ? 'link to an existing section, or write this one' : 'create the file, or link to an existing one',
        ],
      },
    },
  );
}
