import { metrics } from '../../core/coverage.ts';
import { isIstanbulFile, istanbulRecord } from './istanbul.ts';
import { type Member, readMembers, shortened } from './json.ts';
import { coveredBy, type CoverageReport } from './report.ts';
import { isSummaryFile, summaryRecord } from './summary.ts';
import { isScriptList, readScripts } from './v8.ts';

/** Reads a report of V8, or either JSON report of istanbul: coverage-final.json, which lists every statement, or coverage-summary.json. */
export function readJson(text: string): CoverageReport {
  const { members, problems } = readMembers(text);
  const complain =
    ({ key, at }: Member) =>
    (fault: string): void => {
      problems.push({ text: `${shortened(key)}: ${fault}`, at });
    };
  const scripts = members.find(({ key, value }) => isScriptList(key, value));
  if (scripts && isScriptList(scripts.key, scripts.value)) {
    const maps = members.find(({ key }) => key === 'source-map-cache')?.value;
    return { coverage: [], scripts: readScripts(scripts.value, maps, complain(scripts)), problems };
  }
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
