import type { Raise } from '../../../core/check.ts';
import type { Problem } from '../../../core/violation.ts';
import type { Where } from '../../../core/zone.ts';
import { contractOf } from '../../../graph/routes/contract.ts';
import { type Contracted, documentsOf, versionFault } from './compare.ts';
import { manual } from './words.ts';

/** The documents that cannot be read in full. */
export function* unreadable(project: Contracted, spec: Where, problem: Raise<'unreadable'>): Iterable<Problem> {
  for (const document of documentsOf(project, spec)) {
    const { faults } = contractOf(project, document, null);
    const version = versionFault(project.facts(document, 'spec').version);
    const start = { line: 1, column: 1, endLine: 1, endColumn: 1 };
    const all = faults.length === 0 && version !== null ? [{ file: document, text: version, at: start }] : faults;
    for (const { file, text, at } of all) {
      const brief = text.replace(/\.$/, '');
      yield problem(
        'unreadable',
        { file },
        { file, place: at },
        {
          found: brief,
          expected: 'an OpenAPI document: 2.0, or 3.0 to 3.2',
          brief: `cannot be read in full: ${brief}`,
          fix: manual('fix the document', ['fix the document here']),
        },
      );
    }
  }
}
