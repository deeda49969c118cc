import type { LoopReport, PacketRun } from '../core/loop.ts';
import { pathText, plain, words } from '../core/plain.ts';
import { count } from './reporter.ts';

const endings = {
  done: 'Nothing is left to hand out.',
  stuck: 'Stopped: no packet of the last round was kept.',
  rounds: 'Stopped after the last round: --rounds N allows more.',
  stopped: 'Stopped by a signal.',
} satisfies Record<LoopReport['ended'], string>;

/** What a loop came to, packet by packet. */
export function loopText({ before, after, fixed, unfixed, rounds, ended, runs }: LoopReport): string {
  const kept = runs.filter(({ rejected }) => rejected === null);
  return [
    `${count(before, 'violation')} before, ${String(after)} now. Fixed without an agent: ${String(fixed)}.`,
    ...(unfixed === null ? [] : [`The proven fixes were not kept: ${words(unfixed)}`]),
    `${count(runs.length, 'packet')} in ${count(rounds, 'round')}: ${String(kept.length)} kept, ${String(runs.length - kept.length)} rejected. ${endings[ended]}`,
    ...(runs.length > 0 ? ['', ...runs.map(runLine)] : []),
    '',
  ].join('\n');
}

function runLine({ round, packet, rejected, files, seconds, tokens }: PacketRun): string {
  const places = files.slice(0, 3).map(pathText).join(', ');
  const more = files.length > 3 ? ` and ${String(files.length - 3)} more` : '';
  const change = files.length === 0 ? 'no file changed' : `${places}${more}`;
  const outcome = rejected === null ? 'kept' : 'rejected';
  const cost = `${seconds.toFixed(1)} s, ${count(tokens, 'token')}`;
  return ` ${String(round)} ${outcome} ${plain(packet.rule)} (${count(packet.ids.length, 'violation')}, ${cost}): ${change}${rejected === null ? '' : `. ${words(rejected)}`}`;
}
