import { plain } from '../core/plain.ts';
import { pageHead } from '../core/page.ts';
import type { Report, ReportedRule, ReportedViolation } from '../core/report.ts';
import { xml } from '../core/xml.ts';
import { chainMarkup } from './html-chain.ts';
import { script, separator, style } from './html-page.ts';
import {
  type Context,
  count,
  fingerprintOf,
  knownText,
  notesOf,
  placeText,
  printable,
  referenceText,
  repairText,
  type Reporter,
  sinceText,
  sizeText,
  verdict,
} from './reporter.ts';

/** One page that needs nothing else: search, and filters by rule, zone, owner and severity. Only its own script may run in it. */
export const html: Reporter = (report, context) => {
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const rows = report.violations.map((violation) => rowOf(violation, rules.get(violation.rule), context));
  const zones = new Set(report.violations.flatMap((violation) => zonesOf(violation, context)));
  const owners = new Set(report.violations.flatMap((violation) => ownersOf(violation, context)));
  const broken = report.rules.filter(({ violations }) => violations > 0).map(({ id }) => id);
  return `${pageHead({ title: `Lintel: ${xml(headline(report))}`, style, script })}<body>
<header>
<h1>Lintel: ${xml(headline(report))}</h1>
<p>${xml(tailOf(report))}</p>
<form role="search">
<input type="search" id="search" placeholder="Search" aria-label="Search">
${selectOf('rule', broken)}
${selectOf('zone', [...zones].sort())}
${context.owners ? `${selectOf('owner', [...owners].sort())}\n` : ''}${selectOf('severity', ['error', 'warn'])}
<output id="count"></output>
</form>
</header>
<main>
${listOf(
  'Errors',
  report.errors.map(({ message }) => message),
)}${rows.join('\n')}
${listOf('Notes', notesOf(report))}</main>
<script>${script}</script>
</body>
</html>
`;
};

function headline(report: Report): string {
  const { errors, warnings } = report.summary;
  const found = [errors ? count(errors, 'error') : '', warnings ? count(warnings, 'warning') : ''].filter(Boolean);
  return found.join(', ') || verdict(report);
}

function tailOf(report: Report): string {
  return `${sizeText(report)}.${sinceText(report.summary)}${knownText(report)}`;
}

function selectOf(name: string, values: readonly string[]): string {
  const options = values.map((value) => `<option>${xml(plain(value))}</option>`);
  return `<select id="${name}" aria-label="${name}"><option value="">every ${name}</option>${options.join('')}</select>`;
}

function listOf(title: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  return `<section><h2>${title}</h2><ul>${items.map((item) => `<li>${words(plain(item))}</li>`).join('')}</ul></section>\n`;
}

function zonesOf({ at }: ReportedViolation, { zones }: Context): readonly string[] {
  return zones?.(at.file) ?? [];
}

function ownersOf({ at }: ReportedViolation, { owners }: Context): readonly string[] {
  return owners?.(at.file) ?? [];
}

function rowOf(raw: ReportedViolation, rule: ReportedRule | undefined, context: Context): string {
  const violation = printable(raw);
  const { id, severity, text, expected, why, see, fix, evidence } = violation;
  const url = context.link?.(raw.at.file, raw.at.place?.line ?? null) ?? null;
  const place = `<code>${xml(placeText(violation))}</code>`;
  const chain = chainMarkup(violation, context);
  const facts: readonly (readonly [name: string, text: string | null])[] = [
    ['expected', expected],
    ['places', chain === '' ? placesText(evidence) : null],
    ['why', why],
    ['fix', fix && `${fix.safety}: ${repairText(fix)}`],
    ['see', see && referenceText(see)],
    ['rule', rule ? plain(rule.statement) : null],
  ];
  const told = facts.flatMap(([name, value]) => (value ? [`<dt>${name}</dt><dd>${words(value)}</dd>`] : []));
  const zones = zonesOf(raw, context).map((zone) => plain(zone));
  const owners = ownersOf(raw, context).map((owner) => plain(owner));
  const owned = context.owners ? ` data-owner="${xml(owners.join(separator))}"` : '';
  return `<article id="v-${fingerprintOf(raw)}" data-rule="${xml(plain(raw.rule))}" data-severity="${severity}" data-zone="${xml(zones.join(' '))}"${owned}>
<h2><span class="${severity}">${severity === 'error' ? 'error' : 'warning'}</span> ${words(text)}</h2>
<p>${url === null ? place : `<a href="${xml(url)}">${place}</a>`} <code>${xml(plain(raw.rule))}</code> <code>${id.slice(0, 6)}</code></p>
${chain}<dl>${told.join('')}</dl>
</article>`;
}

function placesText(evidence: ReportedViolation['evidence']): string | null {
  return evidence.map(({ file, line }) => `${file}${line === null ? '' : `:${String(line)}`}`).join(', ') || null;
}

/** What stands between backticks is code. */
function words(text: string): string {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return xml(text);
  return parts.map((part, i) => (i % 2 === 0 ? xml(part) : `<code>${xml(part)}</code>`)).join('');
}
