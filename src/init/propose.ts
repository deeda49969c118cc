import { independenceProposals, entryProposals } from './entries.ts';
import { contractProposal } from './contract.ts';
import { fileNamingProposal } from './file-naming.ts';
import { groupsOf, zoneNamer } from './groups.ts';
import { layerProposals } from './layers.ts';
import { namingProposal } from './naming.ts';
import type { Proposal } from './proposal.ts';
import { standardProposals } from './standard.ts';
import { structureProposals } from './structure.ts';
import type { Survey } from './survey.ts';
import { testProposal } from './tests.ts';
import type { Tools } from './tools.ts';

/** Every rule that the repository keeps already, as far as its files and imports show. In the order in which they are to be read. */
export function propose(survey: Survey, tools: Tools): readonly Proposal[] {
  if (survey.sources.length === 0) return standardProposals(survey, tools);
  const named = zoneNamer();
  const groups = groupsOf(survey, named);
  return [
    ...layerProposals(survey, groups, named),
    ...independenceProposals(survey, groups),
    ...entryProposals(survey, groups),
    ...standardProposals(survey, tools),
    ...[
      namingProposal(survey),
      fileNamingProposal(survey),
      contractProposal(survey, tools),
      testProposal(survey),
    ].flatMap((proposal) => proposal ?? []),
    ...structureProposals(survey, groups),
  ];
}
