import { checks } from '../../checks/index.ts';
import { errorLine, LintelError, mistake } from '../../core/error.ts';
import { nearest } from '../../core/nearest.ts';
import { explainRule, explainViolation, explainZone } from '../../pipeline/explain.ts';
import { lint } from '../../pipeline/lint.ts';
import type { Opened } from '../../pipeline/open.ts';
import { block } from '../../reporters/blocks.ts';
import { readPage } from '../../world/packs.ts';
import { type Flag, readArguments } from './arguments.ts';
import { type ExitCode, type Host, openHere } from './host.ts';

export const explainFlags = {
  'no-cache': { type: 'boolean', help: 'neither use nor keep the facts of other runs' },
} satisfies Record<string, Flag>;

/** Says all there is to say of one rule, check, zone or violation. */
export async function explain(host: Host, argv: readonly string[]): Promise<ExitCode> {
  const given = readArguments(argv, explainFlags);
  if (given instanceof LintelError) throw given;
  const [name, more] = given.positionals;
  if (name === undefined) throw mistake('flag-value', { flag: 'lintel explain', value: '<rule | check | zone | id>' });
  if (more !== undefined) throw mistake('one-subject', { more });
  const opened = await openIfThere(host, given.flags['no-cache'] !== true);
  const text = (opened && fromProject(opened, name)) ?? readPage(name);
  for (const error of opened?.loaded.errors ?? []) host.stderr.write(`${errorLine(error)}\n`);
  if (text === null) throw mistake('no-subject', { name, nearest: nearest(name, subjects(opened)) ?? null });
  host.stdout.write(`${text}\n`);
  return 0;
}

function subjects(opened: Opened | null): string[] {
  const { rules, config } = opened?.loaded ?? { rules: [], config: null };
  return [...new Set([...rules.map((rule) => rule.id), ...checks.map((check) => check.name), ...(config?.zones.keys() ?? [])])];
}

/** A check can be explained without a project. */
async function openIfThere(host: Host, cache: boolean): Promise<Opened | null> {
  try {
    return await openHere(host, { cache, phase: () => undefined });
  } catch (error) {
    if (error instanceof LintelError && error.code === 'no-config') return null;
    throw error;
  }
}

function fromProject({ loaded }: Opened, name: string): string | null {
  const rule = loaded.config?.rules.find((one) => one.id === name) ?? loaded.rules.find((one) => one.id === name);
  if (rule) return explainRule(loaded, rule, readPage);
  const zone = explainZone(loaded, name);
  if (zone !== null || !/^[0-9a-f]{4,}$/.test(name)) return zone;
  return explainViolation(loaded, lint(loaded, { paths: [], rule: null }), name, block, readPage);
}
