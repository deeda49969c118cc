import { parseArgs } from 'node:util';
import { closure } from './closure.js';
import { contest } from './contest.js';
import { densities } from './corpus.js';
import { cost } from './cost.js';
import { stability } from './stability.js';
import { sufficiency } from './sufficiency.js';

// What the reports and fixes of Lintel are worth to an agent, on generated projects with seeded violations.
// npm run agent                        closure, sufficiency, tokens and ids; without a model
// npm run agent -- --agent "CMD"       lets a program repair the projects, and scores it
// npm run agent -- --density 1,5 --only closure

const { values } = parseArgs({
  options: {
    agent: { type: 'string' },
    density: { type: 'string', default: densities.join(',') },
    turns: { type: 'string', default: '3' },
    only: { type: 'string' },
  },
});
const sizes = values.density.split(',').map(Number);
const parts = {
  closure: async () => table(await closure(sizes)),
  sufficiency: async () => {
    const rows = await sufficiency(sizes);
    const seeds = rows.reduce((sum, row) => sum + row.seeds, 0);
    const missed = rows.reduce((sum, row) => sum + row.missed.length, 0);
    table(rows.map(({ missed, left, ...row }) => ({ ...row, missed: missed.join(', '), left: left.length })));
    console.log(
      `\nrepaired from the text alone: ${seeds - missed} of ${seeds} (${((100 * (seeds - missed)) / seeds).toFixed(1)} %)`,
    );
  },
  tokens: async () => table((await cost(sizes)).map(({ tokens, ...row }) => ({ ...row, tokens: tokens.toFixed(0) }))),
  ids: async () => table(await stability()),
};

if (values.agent !== undefined)
  table(
    (await contest({ agent: values.agent, sizes, turns: Number(values.turns) })).map(({ seconds, ...row }) => ({
      ...row,
      seconds: seconds.toFixed(1),
    })),
  );
else
  for (const [name, part] of Object.entries(parts)) {
    if (values.only !== undefined && values.only !== name) continue;
    console.log(`\n${name}\n`);
    await part();
  }

function table(rows) {
  const columns = Object.keys(rows[0]);
  console.log(`| ${columns.join(' | ')} |\n|${columns.map(() => '---|').join('')}`);
  for (const row of rows) console.log(`| ${columns.map((column) => String(row[column])).join(' | ')} |`);
}
