import { ask } from '../../../pipeline/open.ts';
import type { HookEvent } from '../agents/index.ts';
import type { Host } from '../host.ts';
import { type Finding, judge } from './judge.ts';

/** Judges what an agent does in this process, from what earlier runs left in the cache. */
export async function judgeAlone({ env, ...host }: Host, event: HookEvent): Promise<Finding | null> {
  const cwd = event.cwd ?? host.cwd;
  const since = event.kind === 'before' ? {} : { since: 'HEAD' };
  const options = { cwd, env, parser: null, cache: true, phase: () => undefined, ...since };
  const { opened, answer } = await ask(options, ({ loaded, memory, root }) =>
    judge({ state: { loaded, memory }, site: { root, env }, cwd }, event),
  );
  opened.save();
  return answer;
}
