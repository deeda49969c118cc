import type { Allowance } from '../../../core/config.ts';
import { nameMatcher } from '../../../core/glob.ts';
import { type Comparing, type Weakening, wholeFile } from './finding.ts';

/**
 * Who may weaken the gate is said by the base, so that a change cannot allow itself. Where nobody may yet, somebody has to be named: that counts once
 * this change is merged.
 */
export function* widenedAllowance({ now, earlier }: Comparing): Generator<Weakening> {
  if (!mayAllow(earlier.config.allowance) || !isWider(earlier.config.allowance, now.config.allowance)) return;
  yield {
    message: 'allowance-widened',
    data: {},
    at: wholeFile(now.config.file),
    found: '`allow-weakening` that allows more',
    expected: '`allow-weakening` as it was, or stricter',
    step: 'restore `allow-weakening`',
  };
}

function isWider(earlier: Allowance, now: Allowance): boolean {
  const hasNew = (before: readonly string[], after: readonly string[]): boolean =>
    after.some((one) => !before.includes(one));
  if (hasNew(earlier.owners, now.owners)) return true;
  if (now.trailer === null) return false;
  const tests = earlier.authors.map(nameMatcher);
  const isKnown = (author: string): boolean => tests.some((test) => test(author));
  const isOpened = tests.length > 0 && (now.authors.length === 0 || !now.authors.every(isKnown));
  return now.trailer !== earlier.trailer || isOpened;
}

/** May anybody weaken the gate? */
export function mayAllow({ trailer, owners }: Allowance): boolean {
  return trailer !== null || owners.length > 0;
}

/** Why a weakening is allowed; null if it is not. */
export type Permit = (weakening: Weakening) => string | null;

/** What commits and CODEOWNERS allow. */
export function permitOf({ project, earlier }: Comparing): Permit {
  const { trailer, authors, owners } = earlier.config.allowance;
  const isAuthor = authors.map(nameMatcher);
  const commits = trailer === null ? [] : project.commits();
  const granted = commits
    .filter(({ author }) => isAuthor.length === 0 || isAuthor.some((test) => test(author)))
    .flatMap(({ author, message }) => grantsIn(message, trailer ?? '').map((grant) => ({ author, ...grant })));
  return ({ message, data, at }) => {
    const grant = granted.find(({ subject }) => subject === message || subject === data['rule']);
    if (grant) return `${grant.author}: ${grant.reason}`;
    const owner = owners.length === 0 ? undefined : project.owners(at.file).find((one) => owners.includes(one));
    return owner === undefined ? null : `${owner} owns ${at.file}`;
  };
}

interface Grant {
  /** A rule, or a kind of weakening. */
  readonly subject: string;
  readonly reason: string;
}

/** `Lintel-Allow: layering/domain -- the reason`. */
function grantsIn(message: string, trailer: string): Grant[] {
  return message.split('\n').flatMap((line) => {
    const [, name = '', subject = '', reason = ''] = /^([\w-]+):\s*(\S+)\s+--\s+(\S.*)$/.exec(line.trim()) ?? [];
    return name.toLowerCase() === trailer.toLowerCase() ? [{ subject, reason }] : [];
  });
}
