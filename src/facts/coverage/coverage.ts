import type { Language } from '../../core/language.ts';
import { readClover } from './clover.ts';
import { readCobertura } from './cobertura.ts';
import { readJson } from './json-report.ts';
import { shortened } from './json.ts';
import { readLcov } from './lcov.ts';
import type { CoverageReport } from './report.ts';
import { elementsAt, readXml } from './xml.ts';

/** Coverage reports; the format is told from the text, since `.json` and `.xml` say nothing. */
export const coverage: Language = {
  name: 'coverage',
  extensions: ['.info', '.lcov'],
  sections: ['coverage', 'scripts', 'problems'],
  extract(text, sections) {
    const { coverage: records, scripts = [], problems } = readCoverage(text);
    const found = { coverage: records, scripts, problems };
    return Object.fromEntries(
      sections.flatMap((section) => (section in found ? [[section, found[section as keyof typeof found]]] : [])),
    );
  },
};

/** Reads a report of any format. A report without a record is a fault: it would pass for a project without code. */
export function readCoverage(text: string): CoverageReport {
  const plain = text.startsWith('\ufeff') ? text.slice(1) : text;
  const found = readerOf(plain)(plain);
  // A process may have run nothing but packages.
  if (found.coverage.length > 0 || found.problems.length > 0 || found.scripts) return found;
  const at = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  return { coverage: [], problems: [{ text: 'The report has no file', at }] };
}

function readerOf(text: string): (text: string) => CoverageReport {
  if (/^\s*[{[]/.test(text)) return readJson;
  return /^\s*</.test(text) ? readXmlReport : readLcov;
}

/** Both XML formats have a root of the same name; what Clover has below it, Cobertura does not. */
function readXmlReport(text: string): CoverageReport {
  const document = readXml(text);
  if ('fault' in document) return { coverage: [], problems: [document.fault] };
  const { root } = document;
  if (root.name === 'coverage') return elementsAt(root, 'project').length > 0 ? readClover(root) : readCobertura(root);
  const at = { line: root.line, column: 1, endLine: root.line, endColumn: 1 };
  return { coverage: [], problems: [{ text: `Not a Cobertura or Clover report: <${shortened(root.name)}>`, at }] };
}
