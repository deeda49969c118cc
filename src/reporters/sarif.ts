import { plain, plainJson } from '../core/plain.ts';
import type { Edit } from '../core/fix.ts';
import type { Location, Path, Place } from '../core/location.ts';
import type { Report, ReportedFix, ReportedRule, ReportedViolation } from '../core/report.ts';
import { markdown } from './escape.ts';
import { type Context, count, fingerprintOf, messageOf, printable, referenceText, type Reporter } from './reporter.ts';

/** What GitHub reads of one run: the rest it would drop, or refuse the file. */
const most = { results: 5000, related: 100, steps: 1000 };

/** SARIF 2.1.0, for code scanning: each rule with its help, each violation with a fingerprint that outlives line shifts. */
export const sarif: Reporter = (report, context) => {
  const all = [...report.violations, ...report.known];
  const results = all.slice(0, most.results);
  const indexes = new Map(report.rules.map(({ id }, index) => [id, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Lintel', rules: report.rules.map((rule) => ruleOf(rule, context)) } },
        automationDetails: { id: 'lintel/' },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: report.errors.length === 0,
            toolExecutionNotifications: notificationsOf(report, all.length - results.length),
          },
        ],
        results: results.map((violation) => resultOf(violation, { report, context, indexes })),
      },
    ],
  };
  return `${plainJson(JSON.stringify(log, null, 2))}\n`;
};

function ruleOf(rule: ReportedRule, context: Context): object {
  const { id, family, severity, statement, summary, why, see, check } = rule;
  const how = `\`lintel explain ${ownName(rule)}\` shows how to fix it, with examples.`;
  const link = see ? linked(referenceText(see), see.file, see.line, context) : null;
  const parts = [
    markdown(plain(statement)),
    ...(why === null ? [] : [`**Why:** ${markdown(plain(why))}`]),
    `**How:** ${markdown(how)}`,
    ...(link === null ? [] : [`**See:** ${link}`]),
  ];
  return {
    id,
    name: check,
    shortDescription: { text: plain(summary) },
    fullDescription: { text: plain(statement) },
    help: {
      text: [plain(statement), ...(why === null ? [] : [`Why: ${plain(why)}`]), how.replaceAll('`', '')].join(' '),
      markdown: parts.join('\n\n'),
    },
    defaultConfiguration: { level: levelOf(severity) },
    properties: { tags: ['architecture', family] },
  };
}

/** What the rule is called in its own root. */
function ownName({ id, root = '.' }: ReportedRule): string {
  return root === '.' ? id : id.slice(root.length + 1);
}

function linked(text: string, file: Path, line: number | null, { link }: Context): string {
  const url = link?.(file, line) ?? null;
  return url === null ? markdown(plain(text)) : `[${markdown(plain(text))}](${url})`;
}

function levelOf(severity: ReportedRule['severity']): string {
  return severity === 'error' ? 'error' : 'warning';
}

function notificationsOf({ errors, summary }: Report, cut: number): object[] {
  return [
    ...errors.map(({ message }) => ({ level: 'error', message: { text: plain(message) } })),
    ...summary.notRun.map(({ rule, reason }) => ({
      level: 'note',
      message: { text: plain(`not run: ${rule}: ${reason}`) },
    })),
    ...(cut > 0
      ? [
          {
            level: 'warning',
            message: { text: `${count(cut, 'result')} omitted: GitHub reads at most ${most.results}` },
          },
        ]
      : []),
  ];
}

interface Run {
  readonly report: Report;
  readonly context: Context;
  readonly indexes: ReadonlyMap<string, number>;
}

function resultOf(violation: ReportedViolation, { report, context, indexes }: Run): object {
  const { id, rule, severity, at, evidence, status, fix } = violation;
  const prefix = context.prefix ?? '';
  const places = evidence.map(({ file, line, text }) => ({
    ...locationOf(prefix, { file, place: line === null ? null : lineOf(line) }),
    message: { text: plain(text) },
  }));
  const steps = [locationOf(prefix, at), ...places].slice(0, most.steps).map((location) => ({ location }));
  const changes = fix ? changesOf(fix, prefix) : null;
  const isCompared = report.summary.since !== null || report.summary.gone !== null;
  return {
    ruleId: rule,
    ruleIndex: indexes.get(rule) ?? -1,
    level: levelOf(severity),
    message: { text: messageOf(printable(violation)) },
    locations: [locationOf(prefix, at)],
    partialFingerprints: { primaryLocationLineHash: `${fingerprintOf(violation)}:1`, 'lintelId/v1': id },
    ...(places.length > 0 ? { relatedLocations: places.slice(0, most.related) } : {}),
    ...(places.length > 0 ? { codeFlows: [{ threadFlows: [{ locations: steps }] }] } : {}),
    ...(changes ? { fixes: [changes] } : {}),
    ...(status === 'baseline'
      ? { suppressions: [{ kind: 'external', status: 'accepted', justification: 'frozen in lintel-baseline.json' }] }
      : {}),
    ...(isCompared ? { baselineState: status === 'new' ? 'new' : 'unchanged' } : {}),
  };
}

function lineOf(line: number): Place {
  return { line, column: 1, endLine: line, endColumn: 1 };
}

function locationOf(prefix: string, { file, place }: Location): { readonly physicalLocation: object } {
  const region = place ? regionOf(place) : { startLine: 1 };
  return { physicalLocation: { artifactLocation: artifactOf(prefix + file), region } };
}

function regionOf({ line, column, endLine, endColumn }: Place): object {
  const isEmpty = line === endLine && column === endColumn;
  return { startLine: line, startColumn: column, ...(isEmpty ? {} : { endLine, endColumn }) };
}

function artifactOf(path: string): object {
  return {
    uri: path
      .replace(/\p{Cs}/gu, '\ufffd')
      .split('/')
      .map(encodeURIComponent)
      .join('/'),
    uriBaseId: '%SRCROOT%',
  };
}

/** What replaces and creates text; SARIF cannot say that a file moves or goes. */
function changesOf({ title, edits }: ReportedFix, prefix: string): object | null {
  if (edits.length === 0 || edits.some(({ kind }) => kind === 'move' || kind === 'delete')) return null;
  const artifactChanges = edits.map((edit) => ({
    artifactLocation: artifactOf(prefix + edit.file),
    replacements: [replacementOf(edit)],
  }));
  return { description: { text: plain(title) }, artifactChanges };
}

function replacementOf(edit: Edit): object {
  if (edit.kind === 'replace') {
    const { line, column, endLine, endColumn } = edit;
    return {
      deletedRegion: { startLine: line, startColumn: column, endLine, endColumn },
      insertedContent: { text: edit.text },
    };
  }
  const start = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
  return { deletedRegion: start, insertedContent: { text: edit.kind === 'create' ? edit.text : '' } };
}
