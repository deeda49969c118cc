import { agent } from './agent.ts';
import { azure } from './azure.ts';
import { checkstyle } from './checkstyle.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { html } from './html.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { rdjson } from './rdjson.ts';
import { sarif } from './sarif.ts';
import { blocks } from './blocks.ts';
import { json, jsonl } from './json.ts';
import { pretty } from './pretty.ts';
import type { Reporter } from './reporter.ts';

/** Every format by its name; the command line takes its choices and its help from here. */
export const reporters = {
  pretty,
  agent,
  blocks,
  json,
  jsonl,
  sarif,
  github,
  azure,
  gitlab,
  rdjson,
  junit,
  checkstyle,
  markdown,
  html,
} satisfies Record<string, Reporter>;
export type Format = keyof typeof reporters;
export { shownWithin } from './agent.ts';
export { defaultBudget } from './budget.ts';
export type { Context, Reporter } from './reporter.ts';
