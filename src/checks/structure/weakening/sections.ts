import { type Comparing, placeIn, type Weakening } from './finding.ts';

/** Sections of documents that rules link to, and that the base has. */
export function* removedSections({ project, now, earlier }: Comparing): Generator<Weakening> {
  for (const { id, see, seeAt } of now.config.rules) {
    if (see === null || seeAt === null) continue;
    const { file, anchor, line } = project.reference(see, '');
    const had = earlier.facts(file, 'headings') ?? [];
    if (anchor === null || line !== null || !had.some((heading) => heading.anchor === anchor)) continue;
    yield {
      message: 'section-removed',
      data: { rule: id, see: `${file}#${anchor}` },
      at: placeIn(seeAt),
      found: `${file} has no #${anchor} anymore`,
      expected: `the section #${anchor} of ${file}, or a link to the section that replaces it`,
      step: `restore the section #${anchor} of ${file}`,
    };
  }
}
