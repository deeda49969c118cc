import { metrics } from '../../core/coverage.ts';
import { isIstanbulFile, istanbulRecord } from './istanbul.ts';
import { type Member, readMembers, shortened } from './json.ts';
import { coveredBy, type CoverageReport } from './report.ts';
import { isSummaryFile, summaryRecord } from './summary.ts';

/** Reads either JSON report of istanbul: coverage-final.json, which lists every statement, or coverage-summary.json. */
export function readIstanbul(text: string): CoverageReport {
  const { members, problems } = readMembers(text);
  const complain =
    ({ key, at }: Member) =>
    (fault: string): void => {
      problems.push({ text: `${shortened(key)}: ${fault}`, at });
    };
  const isSummary =
    members.some(({ value }) => isSummaryFile(value)) && !members.some(({ value }) => isIstanbulFile(value));
  const files = isSummary ? members.filter(({ key }) => key !== 'total') : members;
  const known = files.filter((file) => {
    const isKnown = isSummary ? isSummaryFile(file.value) : isIstanbulFile(file.value);
    if (!isKnown) complain(file)('not a file of an istanbul report');
    return isKnown;
  });
  const record = isSummary ? summaryRecord : istanbulRecord;
  return {
    coverage: coveredBy(
      isSummary ? 'summary' : 'istanbul',
      known.map((file) => record(file, complain(file))),
      metrics,
    ),
    problems,
  };
}
