import { isSlip, nearNames } from '../core/nearest.ts';

/** Frequent synonyms of keys; the first valid one is suggested. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  zone: ['from', 'zones', 'within', 'in'],
  to: ['deny', 'allow', 'zone'],
  target: ['deny', 'zone'],
  forbid: ['deny'],
  disallow: ['deny'],
  forbidden: ['deny'],
  ban: ['deny'],
  allowed: ['allow', 'only'],
  include: ['files', 'in'],
  files: ['in'],
  path: ['in'],
  paths: ['in', 'files'],
  for: ['in'],
  exclude: ['ignore', 'not'],
  ignore: ['not'],
  exceptions: ['except'],
  allowlist: ['except'],
  level: ['severity'],
  why: ['because'],
  reason: ['because'],
  message: ['because'],
  description: ['because'],
  docs: ['see'],
  link: ['see'],
  reference: ['see'],
  convention: ['see', 'conventions'],
  type: ['check'],
  use: ['check'],
  plugin: ['check'],
  expires: ['until'],
  off: ['severity'],
};

/** Suggestions for an invalid name: names that differ by a letter, synonyms, then other similar names. */
export function nearest(name: string, valid: readonly string[]): readonly string[] {
  const word = name.toLowerCase();
  const meant = Object.hasOwn(synonyms, word) ? (synonyms[word] ?? []).filter((one) => valid.includes(one)) : [];
  const near = nearNames(name, valid);
  return [...new Set([...near.filter((one) => isSlip(word, one.toLowerCase())), ...meant, ...near])];
}

/** All suggestions, the nearest first. */
export function byNearness(name: string, valid: readonly string[]): readonly string[] {
  return [...new Set([...nearest(name, valid), ...valid])];
}
