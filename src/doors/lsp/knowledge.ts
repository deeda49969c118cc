import type { Hover, Location, Position } from 'vscode-languageserver/node';
import { plain, plainLines } from '../../core/plain.ts';
import type { ReportedViolation } from '../../core/report.ts';
import { definitionAt, type Word, zoneAt } from '../../pipeline/configuration-at.ts';
import { explain } from '../../pipeline/explain.ts';
import { importAt, type ImportAt } from '../../pipeline/import-at.ts';
import { ended, printable, repairText } from '../../reporters/reporter.ts';
import { pointOf, rangeOf, rangeOfLine } from './places.ts';
import type { Opened } from './workspace.ts';

/** What Lintel knows of an import in a source file, or of a zone in lintel.yaml. */
export function hoverAt({ project, path }: Opened, position: Position): Hover | null {
  const document = project.document(path);
  const point = pointOf(position, document);
  const one = project.session.read((state) => importAt(state, path, point));
  if (one) {
    const { violations, known } = project.reportOf(path);
    const broken = [...violations, ...known].filter(({ at }) => at.file === path && at.place?.line === one.at.line);
    const own = broken.filter(({ at }) => at.place?.column === one.at.column);
    return { contents: { kind: 'plaintext', value: importText(one, own) }, range: rangeOf(one.at, document) };
  }
  const word = wordAt({ project, path }, position);
  const { loaded } = project.session;
  const zone = word && zoneAt(loaded, word);
  if (!zone) return null;
  const text = explain(loaded, { name: zone, examples: false }, () => project.reportOf(path));
  return text === null ? null : { contents: { kind: 'plaintext', value: text } };
}

/** The definition of a zone, or a section of the conventions, that lintel.yaml names. */
export function definitionOf(opened: Pick<Opened, 'project' | 'path'>, position: Position): Location | null {
  const { project } = opened;
  const word = wordAt(opened, position);
  const found = word && definitionAt(project.session.loaded, word);
  if (!found || !project.has(found.file)) return null;
  return { uri: project.uriOf(found.file), range: rangeOfLine(found.line, project.document(found.file)) };
}

function importText({ specifier, target, zones, rules }: ImportAt, violations: readonly ReportedViolation[]): string {
  const broken = new Set(violations.map(({ rule }) => rule));
  return [
    `${plain(specifier)}: ${targetText(target)}`,
    ...(zones.length > 0 ? [`zones: ${zones.map((name) => plain(name)).join(', ')}`] : []),
    ...violations.map(violationText),
    ...rules
      .filter(({ rule }) => !broken.has(rule))
      .map(({ rule, from, to }) => `allowed by ${plain(rule)}: ${plain(from)} to ${plain(to)}`),
  ].join('\n');
}

function targetText(target: ImportAt['target']): string {
  if ('file' in target) return plain(target.file);
  if ('missing' in target) return plain(`cannot be resolved: ${target.missing}`);
  return `${target.builtin ? 'module of Node.js' : 'package'} ${plain(target.package)}`;
}

function violationText(violation: ReportedViolation): string {
  const { rule, text, fix, status } = printable(violation);
  const frozen = status === 'baseline' ? ' (frozen in the baseline)' : '';
  const repair = fix ? `\n  fix: ${ended(plainLines(repairText(fix)))}` : '';
  return `not allowed by ${plain(rule)}${frozen}: ${text}${repair}`;
}

/** The word at a position of a file of the configuration; null in other files, and between words. */
function wordAt({ project, path }: Pick<Opened, 'project' | 'path'>, position: Position): Word | null {
  if (!project.session.loaded.written.has(path) || !path.endsWith('.yaml')) return null;
  const document = project.document(path);
  const { line, column } = pointOf(position, document);
  const text = document.getText({
    start: { line: position.line, character: 0 },
    end: { line: position.line + 1, character: 0 },
  });
  for (const { 0: word, index } of text.matchAll(/[^\s,:[\]{}"'!]+/g)) {
    if (column < index + 1 || column > index + 1 + word.length) continue;
    const isKey = /^["']?:(?:\s|$)/.test(text.slice(index + word.length));
    return { text: word, at: { file: path, line, column: index + 1 }, isKey };
  }
  return null;
}
