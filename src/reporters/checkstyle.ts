import { plain } from '../core/plain.ts';
import { groupBy } from '../core/group.ts';
import { xml } from '../core/xml.ts';
import { messageOf, pathOf, printable, type Reporter } from './reporter.ts';

/** The report of Checkstyle, which many services and editors read. */
export const checkstyle: Reporter = ({ violations }, { prefix = '' }) => {
  const files = [...groupBy(violations, (violation) => pathOf(violation, prefix))].map(([file, inFile]) => {
    const errors = inFile.map((violation) => {
      const { place } = violation.at;
      const start = place ? `line="${place.line}" column="${place.column}"` : 'line="1"';
      const severity = violation.severity === 'error' ? 'error' : 'warning';
      return `    <error ${start} severity="${severity}" message="${xml(messageOf(printable(violation)))}" source="lintel.${xml(plain(violation.rule))}"/>\n`;
    });
    return `  <file name="${xml(file)}">\n${errors.join('')}  </file>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="8.0">\n${files.join('')}</checkstyle>\n`;
};
