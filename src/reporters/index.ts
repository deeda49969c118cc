import { agent } from './agent.ts';
import { blocks } from './blocks.ts';
import { json, jsonl } from './json.ts';
import { pretty } from './pretty.ts';
import type { Reporter } from './reporter.ts';

/** Every format by its name; the command line takes its choices and its help from here. */
export const reporters = { pretty, agent, blocks, json, jsonl } satisfies Record<string, Reporter>;
export type Format = keyof typeof reporters;
export type { Context, Reporter } from './reporter.ts';
