import type { Rule } from 'eslint';
import type { Family } from '../../core/check.ts';
import { type Finding, lookAt } from './look.ts';
import { locationOf, suggestionsOf, textOf } from './words.ts';

const demands: Readonly<Record<Family, string>> = {
  layering: 'Enforce the layers and import boundaries of lintel.yaml',
  naming: 'Enforce the naming rules of lintel.yaml',
  contract: 'Enforce the API contract rules of lintel.yaml',
  coverage: 'Enforce the test and coverage rules of lintel.yaml',
  structure: 'Enforce the file and comment rules of lintel.yaml',
};

/** The rule that reports the violations of one family in the open file. */
export function ruleOf(family: Family): Rule.RuleModule {
  return {
    meta: {
      type: family === 'layering' ? 'problem' : 'suggestion',
      docs: { description: demands[family] },
      hasSuggestions: true,
      schema: [],
      messages: {
        violation: '{{text}}',
        mistake: 'Lintel cannot check this project in full: {{text}}',
        repair: '{{title}}',
      },
    },
    create(context) {
      return {
        Program() {
          const finding = lookAt(context, family);
          if (finding) report(context, family, finding);
        },
      };
    },
  };
}

function report(context: Rule.RuleContext, family: Family, { path, result, isFirst }: Finding): void {
  const [mistake, ...others] = result.errors;
  if (mistake && isFirst) {
    const more = others.length > 0 ? ` (and ${others.length} more: lintel check)` : '';
    context.report({ loc: { line: 1, column: 0 }, messageId: 'mistake', data: { text: `${mistake}${more}` } });
  }
  for (const violation of result.violations) {
    if (violation.family !== family) continue;
    context.report({
      loc: locationOf(violation, path),
      messageId: 'violation',
      data: { text: textOf(violation, path) },
      suggest: suggestionsOf(violation, path, context.sourceCode),
    });
  }
}
