import { plainJson } from '../core/plain.ts';
import { fingerprintOf, messageOf, pathOf, printable, type Reporter } from './reporter.ts';

/** A Code Quality report of GitLab. It compares branches by fingerprints: those are made of ids, which outlive line shifts. */
export const gitlab: Reporter = ({ violations }, { prefix = '' }) => {
  const issues = violations.map((violation) => ({
    description: messageOf(printable(violation)),
    check_name: violation.rule,
    fingerprint: fingerprintOf(violation),
    severity: violation.severity === 'error' ? 'major' : 'minor',
    location: {
      path: pathOf(violation, prefix),
      lines: { begin: violation.at.place?.line ?? 1, end: violation.at.place?.endLine ?? 1 },
    },
  }));
  return `${plainJson(JSON.stringify(issues, null, 2))}\n`;
};
