import type { Path } from '../core/location.ts';

/** Where Claude Code looks for skills of a project. */
export const claudeSkill: Path = '.claude/skills/lintel/SKILL.md';

/** Where Codex, Cursor, Gemini CLI and GitHub Copilot look for them. */
export const sharedSkill: Path = '.agents/skills/lintel/SKILL.md';

/** What an agent is told of Lintel once it decides to read it. Only the description is always in its context. */
export const skillText = `---
name: lintel
description: Architecture rules of this repository (lintel.yaml). Use before you create, move or rename a source file, add an import between modules, or add a route, and before you say that you are done.
---

# Lintel

Run it with \`npx lintel\`. Exit code 0 means ok, 1 violations, 2 an error in the configuration.

1. **Before an edit**: \`npx lintel context FILE…\` says what may be imported, how things are named, and which test must exist, also for a file
   that does not exist yet. \`npx lintel may FROM TO [SYMBOL]\` says whether FROM may import TO, and which way is allowed.
2. **To rename or move**: \`npx lintel rename FILE#NAME NEW\` and \`npx lintel move FROM TO\` change all files that are concerned, or none.
3. **After an edit**: \`npx lintel fix\` makes all fixes that are proven safe, and prints what is left. \`npx lintel\` only checks.
4. **For one violation**: \`npx lintel explain ID\` says why it matters, and what was tried.

A line of a report says: id, place, what is wrong, and the repair. \`fix(safe)\` is proven, \`fix(suggested)\` needs your judgement (\`npx lintel fix
--id ID --suggested\` makes it), \`fix(manual)\` says what to do.

Repair the code. Do not add ignore comments or exceptions, and do not loosen lintel.yaml or empty tests to make a violation disappear:
\`npx lintel --since\` reports that as an error. If a rule seems wrong, say so and leave it.
`;
