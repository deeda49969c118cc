import { pathText, plain, words } from '../core/plain.ts';
import type { Packet, WorkPlan } from '../core/plan.ts';
import { count } from './reporter.ts';

/** The packets of a plan as a list, as many as are wanted; what is left is counted. */
export function planText({ violations, packets }: WorkPlan, most: number): string {
  if (violations === 0) return 'ok. Nothing to plan: there are no violations.\n';
  const ready = packets.filter(({ command }) => command !== null);
  const shown = packets.slice(0, most);
  const rest = packets.slice(most);
  return [
    `# ${count(violations, 'violation')} in ${count(packets.length, 'packet')}`,
    '',
    `Lintel can apply ${count(ready.length, 'packet')} (${count(ended(ready), 'violation')}). Each packet is one pull request; the first ones end most violations for each changed line.`,
    '',
    ...shown.flatMap(packetLines),
    ...(rest.length > 0
      ? [
          `${count(rest.length, 'more packet')} with ${count(ended(rest), 'violation')}: \`lintel plan --most 0\` lists all.`,
        ]
      : []),
    '',
  ].join('\n');
}

function packetLines({ safety, rule, title, command, ids, files, lines }: Packet, index: number): string[] {
  const size = lines === null ? '' : `, ${count(lines, 'line')}`;
  const places = files.slice(0, 3).map(pathText).join(', ');
  const more = files.length > 3 ? ` and ${String(files.length - 3)} more` : '';
  return [
    `${String(index + 1)}. **${plain(rule)}** (${safety}): ${words(title)}`,
    `   ${count(ids.length, 'violation')}, ${count(files.length, 'file')}${size}: ${places}${more}`,
    command === null ? `   ids: ${idsText(ids)}` : `   \`${plain(command)}\``,
    '',
  ];
}

const mostIds = 12;

function idsText(ids: readonly string[]): string {
  const more = ids.length > mostIds ? ` +${String(ids.length - mostIds)}` : '';
  return `${ids
    .slice(0, mostIds)
    .map((id) => id.slice(0, 6))
    .join(', ')}${more}`;
}

function ended(packets: readonly Packet[]): number {
  return new Set(packets.flatMap(({ ids }) => ids)).size;
}
