import { corpusOf, densities, familyNames, isRepaired } from './corpus.js';
import { readReport } from './reader.js';
import { filesIn, inProject, lintel } from './run-lintel.js';

/** How many seeds a reader of the agent text alone repairs, by family and kind, and what it could not do. */
export async function sufficiency(sizes = densities) {
  const rows = [];
  for (const family of familyNames)
    for (const density of sizes) {
      const { files, clean, seeds } = corpusOf({ family, density });
      const { now, found, left } = await inProject(files, (root) => {
        const report = readReport(lintel(root, '--format', 'agent', '--budget', '0'));
        for (const rule of report.behind) lintel(root, 'fix', '--rule', rule);
        return { ...report, now: filesIn(root) };
      });
      for (const { edit } of found) edit(now);
      const missed = seeds.filter((seed) => !isRepaired(seed, now, clean));
      rows.push({ family, density, seeds: seeds.length, missed: missed.map(({ kind }) => kind), left });
    }
  return rows;
}
