import { z } from 'zod';
import { defineCheck, type Raise } from '../../../core/check.ts';
import type { ConfigPlace } from '../../../core/error.ts';
import type { Project } from '../../../core/project.ts';
import type { Rule } from '../../../core/rule.ts';
import type { Problem, Reference } from '../../../core/violation.ts';
import { byDistance } from '../../../core/nearest.ts';
import { listed } from '../../../graph/words.ts';

const options = z.strictObject({
  /** `report`: a section of the conventions that no rule links to is a problem too. */
  unenforced: z.literal('report').optional(),
});

type Message = 'no-anchor' | 'no-document' | 'unenforced';

export const conventions = defineCheck<z.infer<typeof options>, Message>({
  name: 'conventions',
  family: 'structure',
  reach: 'project',
  summary: 'Every rule links to a paragraph that exists.',
  options,
  needs: () => [],
  messages: {
    'no-anchor': (d) => `${d['file']} has no ${d['see']}.`,
    'no-document': (d) => `${d['file']} does not exist.`,
    unenforced: (d) => `No rule enforces "${d['heading']}".`,
  },
  statement: () => 'every rule links to a paragraph that exists',
  *check(project, o, problem) {
    const linked = new Set<string>();
    for (const rule of project.rules) {
      if (rule.see === null) continue;
      const reference = project.reference(rule.see, '');
      linked.add(`${reference.file}#${reference.anchor}`);
      for (const file of project.conventions) {
        const own = project.reference(rule.see, file);
        linked.add(`${own.file}#${own.anchor}`);
      }
      if (missing(project, reference) && rule.seeAt) yield dead(project, { ...rule, see: rule.see, seeAt: rule.seeAt }, reference, problem);
    }
    if (o.unenforced !== 'report') return;
    for (const file of project.conventions) {
      for (const heading of project.facts(file, 'headings')) {
        if (heading.level < 2 || linked.has(`${file}#${heading.anchor}`)) continue;
        yield problem('unenforced', { heading: heading.text }, { file, place: { line: heading.line, column: 1, endLine: heading.line, endColumn: 1 } }, {
          found: `#${heading.anchor}`,
          expected: 'a rule whose `see` is this anchor',
          brief: `"${heading.text}" is enforced by no rule`,
          fix: { title: 'enforce it', safety: 'manual', edits: [], steps: [`write a rule with \`see: "#${heading.anchor}"\`, or delete the section`] },
        });
      }
    }
  },
});

function missing(project: Project, reference: Reference): boolean {
  return reference.anchor === null ? !project.tree.has(reference.file) : reference.line === null;
}

function dead(project: Project, rule: Rule & { see: string; seeAt: ConfigPlace }, reference: Reference, problem: Raise<Message>): Problem {
  const { see, seeAt: at } = rule;
  const location = { file: at.file, place: { line: at.line, column: at.column, endLine: at.line, endColumn: at.column + 1 } };
  const exists = project.tree.has(reference.file);
  const anchor = reference.anchor === null ? '' : `#${reference.anchor}`;
  const known = exists && anchor ? byDistance(reference.anchor ?? '', project.facts(reference.file, 'headings'), (heading) => heading.anchor).slice(0, 3) : [];
  const nearest = listed(known.map((heading) => `#${heading.anchor} ("${heading.text}")`), 'and');
  return problem(exists ? 'no-anchor' : 'no-document', { rule: rule.id, see: anchor || see, file: reference.file }, location, {
    found: see,
    expected: exists ? `an anchor of ${reference.file}${nearest ? `: ${nearest}` : ''}` : `${reference.file}`,
    brief: exists ? `${reference.file} has no ${anchor}${nearest ? `; it has ${nearest}` : ''}` : `${reference.file} does not exist`,
    fix: { title: 'correct the link', safety: 'manual', edits: [], steps: [exists ? `correct \`see\` of ${rule.id}, or write the section "${reference.anchor}" in ${reference.file}` : `write ${reference.file}, or correct \`see\` of ${rule.id}`] },
  });
}
