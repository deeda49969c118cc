import type { Path } from '../core/location.ts';
import type { Permission } from '../core/permission.ts';
import { pathText, plain, words } from '../core/plain.ts';
import type { Violation } from '../core/violation.ts';
import { ended, quoteText, referenceText, repairText } from './reporter.ts';

const mostShown = 3;

/** Whether an import is allowed, and if not, which rule forbids it and what is allowed instead. */
export function permissionText({ wish, statement, violations, ways }: Permission): string {
  const target = 'file' in wish.to ? pathText(wish.to.file) : plain(wish.to.package);
  const claim = `${pathText(wish.from)} ${violations.length > 0 ? 'must not' : 'may'} import ${wish.symbol === null ? '' : `${plain(wish.symbol)} from `}${target}`;
  if (violations.length === 0) return `yes: ${claim}\nwrite: ${plain(statement)}\n`;
  const more = violations.length - mostShown;
  return [
    `no: ${claim}`,
    ...violations
      .slice(0, mostShown)
      .flatMap((violation) => linesOf(violation, { from: wish.from, hasWay: ways.length > 0 })),
    ...(more > 0 ? [`and ${more} more`] : []),
    ...ways.map((way) => `allowed: ${plain(way)}`),
    '',
  ].join('\n');
}

interface Manner {
  readonly from: Path;
  readonly hasWay: boolean;
}

/** What an import breaks, and where, if that is in another file. */
function linesOf({ rule, text, why, see, fix, at }: Violation, { from, hasWay }: Manner): string[] {
  const place = at.file === from ? '' : ` in ${pathText(at.file)}`;
  return [
    `${pathText(rule)}${place}: ${words(text)}${see ? ` see: ${referenceText(see)}` : ''}`,
    ...(see?.quote ? [`  says: ${quoteText(see.quote)}`] : []),
    ...(why === null ? [] : [`  why: ${plain(why)}`]),
    ...(hasWay || !fix ? [] : [`  instead: ${words(ended(repairText(fix)))}`]),
  ];
}
