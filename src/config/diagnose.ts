import type { z } from 'zod';
import { type ConfigPlace, type LintelError, mistake } from '../core/error.ts';
import { byNearness, nearest } from './nearest.ts';
import { keysAt } from './schema-keys.ts';
import { describe, entriesOf, valueAt, type Written } from './written.ts';

type Issue = z.core.$ZodIssue;

/** The configuration object that was validated, and its names in messages. */
export interface Subject {
  readonly root: Written;
  readonly schema: z.ZodType;
  /** The prefix of messages: `layering/domain: `, or nothing. */
  readonly prefix: string;
  /** The name of the root: `lintel.yaml`, `an exception`, the name of a check. */
  readonly name: string;
  /** Present if the root is the options of a rule. */
  readonly check?: { readonly name: string; readonly rule: string; readonly common: readonly string[] };
}

/** The errors of a schema, one line each, with locations. */
export function diagnose(issues: readonly Issue[], subject: Subject): readonly LintelError[] {
  const flat = issues.map(flatten);
  const meant = new Set(
    flat.flatMap((issue) => {
      if (issue.code !== 'unrecognized_keys') return [];
      return issue.keys.map((key) => pathText([...issue.path, meantBy(key, issue, subject) ?? '']));
    }),
  );
  // A misspelled key is not reported as missing too.
  return flat
    .filter((issue) => valueAt(subject.root, issue.path) || !meant.has(pathText(issue.path)))
    .flatMap((issue) => diagnoseOne(issue, subject));
}

function diagnoseOne(issue: Issue, subject: Subject): readonly LintelError[] {
  const { root } = subject;
  const here = valueAt(root, issue.path);
  const at = here?.at ?? placeNear(root, issue.path);
  if (here?.braces !== undefined)
    return [mistake('yaml-quote', { path: here.braces, marks: '{ and * are special' }, at)];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, issue, subject));
  if (issue.code === 'invalid_key') return [invalidKey(issue, subject, at)];
  if (!here && issue.path.length > 0) return [missing(issue, subject, at)];
  const what = subject.prefix + (issue.path.length === 0 ? subject.name : pathText(issue.path));
  const found = describe(here);
  if (issue.code === 'invalid_value') return [wrongValue(issue.values.map(String), { what, found, here }, at)];
  if (issue.code === 'invalid_type') return [wrongType([typeName(issue.expected)], { what, found, here }, at)];
  if (issue.code === 'invalid_union') return [unionError(issue, { what, found, here }, at)];
  if (issue.code === 'custom' && issue.message === 'day') return [mistake('until', { found }, at)];
  if (issue.code === 'too_small' || issue.code === 'too_big')
    return [mistake('invalid', { what, text: sizeText(issue, found) }, at)];
  return [mistake('invalid', { what, text: oneLine(issue.message) }, at)];
}

interface Finding {
  readonly what: string;
  readonly found: string;
  readonly here: Written | undefined;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** `layers[0].open` */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${String(step)}`))
    .join('');
}

function placeNear(root: Written, path: readonly PropertyKey[]): ConfigPlace {
  for (let length = path.length - 1; length >= 0; length--) {
    const found = valueAt(root, path.slice(0, length));
    if (found) return found.at;
  }
  return root.at;
}

function meantBy(key: string, issue: Issue, { schema, check }: Subject): string | null {
  return (
    nearest(key, [...keysAt(schema, issue.path), ...(check && issue.path.length === 0 ? check.common : [])])[0] ?? null
  );
}

function unknownKey(key: string, issue: Issue, subject: Subject): LintelError {
  const { root, schema, name, check, prefix } = subject;
  const holder = valueAt(root, issue.path);
  const at = entriesOf(holder).get(key)?.key ?? holder?.at ?? root.at;
  const own = keysAt(schema, issue.path);
  const near = meantBy(key, issue, subject);
  if (check && issue.path.length === 0 && ['ignore', 'exclude', 'exclusions', 'ignores'].includes(key))
    return mistake('option-meant', { check: check.name, key }, at);
  if (check && issue.path.length === 0)
    return mistake('unknown-option', { check: check.name, key, nearest: near, valid: own }, at);
  const where = issue.path.length === 0 ? name : prefix + pathText(issue.path);
  return mistake('unknown-key', { where, key, nearest: near, valid: own }, at);
}

function missing(issue: Issue, { root, check, prefix, name }: Subject, at: ConfigPlace): LintelError {
  const key = String(issue.path.at(-1));
  if (check && issue.path.length === 1)
    return mistake('missing-option', { rule: check.rule, check: check.name, key }, root.at);
  const holder = issue.path.slice(0, -1);
  return mistake('missing-key', { where: prefix + (holder.length === 0 ? name : pathText(holder)), key }, at);
}

function invalidKey(
  issue: Extract<Issue, { code: 'invalid_key' }>,
  { root, prefix, name }: Subject,
  at: ConfigPlace,
): LintelError {
  const holder = issue.path.slice(0, -1);
  const key = String(issue.path.at(-1));
  const place = entriesOf(valueAt(root, holder)).get(key)?.key ?? at;
  const [inner] = issue.issues;
  const what = prefix + (holder.length === 0 ? name : pathText(holder));
  if (inner?.code === 'invalid_value') {
    const valid = inner.values.map(String);
    return mistake('unknown-key', { where: what, key, nearest: nearest(key, valid)[0] ?? null, valid }, place);
  }
  return mistake('invalid', { what: `${what}: "${key}"`, text: oneLine(inner?.message ?? issue.message) }, place);
}

function wrongValue(values: readonly string[], { what, found, here }: Finding, at: ConfigPlace): LintelError {
  const word = typeof here?.value === 'string' ? here.value : '';
  return mistake(
    'wrong-value',
    { what, valid: byNearness(word, values), found, hint: hintFor(values, here?.value) },
    at,
  );
}

function wrongType(expected: readonly string[], { what, found, here }: Finding, at: ConfigPlace): LintelError {
  return mistake(
    'wrong-type',
    { what, expected: [...new Set(expected)], found, hint: hintFor(expected, here?.value) },
    at,
  );
}

function hintFor(expected: readonly string[], value: unknown): string | null {
  const text = typeof value === 'string' ? value : '';
  if (expected.includes('true or false') && /^(yes|no|on|off)$/i.test(text))
    return `YAML 1.2 reads ${text} as a string`;
  if (value === false && expected.includes('off')) return 'write off';
  if (/^[\w-]+:\S/.test(text)) return 'add a space after the colon';
  if (expected.includes('a number') && text.trim() !== '' && Number.isFinite(Number(text)))
    return `write ${text} without quotes`;
  if (expected.includes('a string') && (typeof value === 'number' || typeof value === 'boolean'))
    return `quote it: "${String(value)}"`;
  return null;
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a map',
  record: 'a map',
  null: 'null',
};

function typeName(expected: string): string {
  return typeNames[expected] ?? expected;
}

function sizeText(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>, found: string): string {
  const [bound, word] = issue.code === 'too_small' ? [issue.minimum, 'least'] : [issue.maximum, 'most'];
  if (issue.origin === 'string') return bound === 1 ? 'it is empty' : `the ${word} is ${String(bound)} characters`;
  if (issue.origin === 'array') return `the ${word} is ${String(bound)} item${Number(bound) === 1 ? '' : 's'}`;
  return `the ${word} is ${String(bound)}, not ${found}`;
}

/** The branch of a union with the best match, so that its error is reported instead of the union's. */
function flatten(issue: Issue): Issue {
  if (issue.code !== 'invalid_union' || issue.inclusive === false || issue.errors.length === 0) return issue;
  const branches = issue.errors.map((errors) => errors.map((e) => flatten({ ...e, path: [...issue.path, ...e.path] })));
  const deep = branches.filter((errors) => errors.some((e) => !atRoot(e, issue)));
  const [best] = deep.sort((a, b) => score(a) - score(b));
  const first = best?.find((e) => e.code === 'unrecognized_keys') ?? best?.sort((a, b) => weight(a) - weight(b))[0];
  return first ?? { ...issue, errors: branches };
}

/** Is it only a type error of the whole value? */
function atRoot(error: Issue, issue: Issue): boolean {
  return (
    error.path.length === issue.path.length && ['invalid_type', 'invalid_value', 'invalid_union'].includes(error.code)
  );
}

function score(errors: readonly Issue[]): number {
  return errors.reduce((sum, e) => sum + weight(e), 0);
}

/** A branch without the key is a worse match than one with another value. */
function weight(error: Issue): number {
  if (error.code === 'custom') return 0.5;
  if (error.code === 'unrecognized_keys') return 3 * error.keys.length;
  return error.code === 'invalid_type' ? 2 : 1;
}

function unionError(issue: Extract<Issue, { code: 'invalid_union' }>, finding: Finding, at: ConfigPlace): LintelError {
  const leaves = issue.errors.flat().flatMap(function leavesOf(e): Issue[] {
    return e.code === 'invalid_union' ? e.errors.flat().flatMap(leavesOf) : [e];
  });
  const values = leaves.flatMap((e) => (e.code === 'invalid_value' ? e.values.map(String) : []));
  const types = leaves.flatMap((e) => (e.code === 'invalid_type' ? [typeName(e.expected)] : []));
  if (values.length === 0) return wrongType(types.length > 0 ? types : ['something else'], finding, at);
  const word = typeof finding.here?.value === 'string' ? finding.here.value : '';
  return mistake(
    'wrong-value',
    {
      ...finding,
      valid: [...new Set([...byNearness(word, values), ...types])],
      hint: hintFor(values, finding.here?.value),
    },
    at,
  );
}
