import { join } from 'node:path';
import { LintelError, errorLine } from '../../../core/error.ts';
import type { LoopReport, PacketRun } from '../../../core/loop.ts';
import type { Packet } from '../../../core/plan.ts';
import { tokensIn } from '../../../core/tokens.ts';
import type { Overlay } from '../../../core/tree.ts';
import { arranged } from '../../../pipeline/plan.ts';
import { packetText } from '../../../reporters/packet.ts';
import { type Copy, copyOf, type Repository } from './copy.ts';
import type { Ground } from './ground.ts';

/** How a loop goes. */
export interface LoopOptions {
  readonly paths: readonly string[];
  readonly rule: string | null;
  readonly jobs: number;
  readonly rounds: number;
  /** So many packets are handed out in each round. */
  readonly most: number;
  readonly signal: AbortSignal;
  /** Lets the agent work on a text in a folder; '' if it succeeded. */
  agent(folder: string, text: string, number: number): Promise<string>;
}

interface Place {
  readonly repository: Repository;
  /** From the top of the repository to the project. */
  readonly prefix: string;
  /** Where copies are made. */
  readonly folder: string;
}

/** Makes all proven fixes, and then hands out packets in rounds until nothing gets better. */
export async function runLoop(ground: Ground, place: Place, options: LoopOptions): Promise<LoopReport> {
  const { paths, rule, signal } = options;
  const before = (await ground.check()).violations.length;
  const fixes = await ground.fixes({ paths, rule });
  const unfixed = fixes.texts.size > 0 ? await ground.attempt(fixes) : '';
  const runs: PacketRun[] = [];
  const told = new Map<string, string>();
  const result = async (rounds: number, ended: LoopReport['ended']): Promise<LoopReport> => {
    const { violations, summary } = await ground.check();
    return {
      before,
      after: violations.length,
      errors: summary.errors,
      fixed: unfixed === '' ? fixes.ids.length : 0,
      unfixed: unfixed === '' ? null : unfixed,
      rounds,
      ended: signal.aborted ? 'stopped' : ended,
      runs,
    };
  };
  for (let round = 1; round <= options.rounds; round++) {
    if (signal.aborted) return result(round - 1, 'stopped');
    const work = await ground.work({ paths, rule });
    const packets = arranged(work.violations).packets.slice(0, options.most);
    if (packets.length === 0) return result(round - 1, 'done');
    const begun = packets.map((packet) => ({
      round,
      packet,
      text: packetText(packet, work, told.get(keyOf(packet)) ?? null),
    }));
    const ran = await handOut(begun, ground, place, options);
    runs.push(...ran);
    for (const { packet, rejected } of ran) if (rejected !== null) told.set(keyOf(packet), rejected);
    if (!ran.some(({ rejected }) => rejected === null)) return result(round, 'stuck');
  }
  const { violations } = await ground.work({ paths, rule });
  return result(options.rounds, violations.length === 0 ? 'done' : 'rounds');
}

/** An id may be in two packets, so all of them name one. */
function keyOf({ ids }: Packet): string {
  return [...ids].sort().join();
}

interface Begun extends Pick<PacketRun, 'round' | 'packet'> {
  readonly text: string;
}

/** So many agents at once as there are jobs, each in a copy of its own; what they have done is judged one after another. */
async function handOut(
  begun: readonly Begun[],
  ground: Ground,
  place: Place,
  options: LoopOptions,
): Promise<readonly PacketRun[]> {
  const ran: PacketRun[] = [];
  const queue = [...begun.entries()];
  let judged: Promise<unknown> = Promise.resolve();
  const attempt: Ground['attempt'] = (change) => {
    const own = judged.then(() => (options.signal.aborted ? 'stopped' : ground.attempt(change)));
    judged = own.catch(() => undefined);
    return own;
  };
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next && !options.signal.aborted; next = queue.shift()) {
      const [number, one] = next;
      ran.push(await runPacket(one, { number: number + 1, place, options, attempt }));
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: options.jobs }, work));
  for (const worker of workers) if (worker.status === 'rejected') throw worker.reason;
  return ran;
}

interface Turn {
  readonly number: number;
  readonly place: Place;
  readonly options: LoopOptions;
  readonly attempt: Ground['attempt'];
}

async function runPacket(
  { round, packet, text }: Begun,
  { number, place, options, attempt }: Turn,
): Promise<PacketRun> {
  const { repository, prefix, folder } = place;
  const began = performance.now();
  const told = { round, packet, tokens: tokensIn(text) };
  let copy: Copy | null = null;
  try {
    copy = copyOf(repository, join(folder, `${String(round)}-${String(number)}`));
    const status = await options.agent(join(copy.top, prefix), text, number);
    const seconds = (performance.now() - began) / 1000;
    const texts = status === '' ? copy.changes() : new Map<string, string | null>();
    const from = copy.copied;
    // It is not needed any more, and the next packet may need the room.
    copy.remove();
    const rejected =
      status === ''
        ? await rejection(texts, () => attempt({ texts, ids: packet.ids, from }))
        : `the agent failed: ${status}`;
    return { ...told, seconds, files: [...texts.keys()], rejected };
  } catch (error) {
    if (!(error instanceof LintelError)) throw error;
    return { ...told, seconds: (performance.now() - began) / 1000, files: [], rejected: errorLine(error) };
  } finally {
    copy?.remove();
  }
}

/** Why changes are not kept; null if they are. */
async function rejection(texts: Overlay, attempt: () => Promise<string>): Promise<string | null> {
  const reason = texts.size === 0 ? 'the agent changed nothing' : await attempt();
  return reason === '' ? null : reason;
}
