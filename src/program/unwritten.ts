import { ts } from 'ts-morph';
import { placeText } from './place.ts';
import type { Program } from './program.ts';

/** Where a program uses a renamed member without its name, so that nothing tells TypeScript to rename it; null if nowhere. */
export function unwrittenUse(program: Program, name: string, family: readonly ts.Declaration[]): string | null {
  if (name !== between) return null;
  const members = new Set(family);
  const find = (node: ts.Node): ts.Node | undefined =>
    isGiven(program, node, members) ? node : ts.forEachChild(node, find);
  for (const file of program.files) {
    const use = find(program.source(file));
    if (use) return `JSX gives it what stands between the tags in ${placeText(use)}, always as \`${between}\``;
  }
  return null;
}

/** What JSX calls all that stands between two tags. */
const between = 'children';

/** Does an element with something between its tags give it to one of some members? */
function isGiven({ checker }: Program, node: ts.Node, members: ReadonlySet<ts.Declaration>): boolean {
  if (!ts.isJsxElement(node) || node.children.every(isEmpty)) return false;
  const component = checker.getTypeAtLocation(node.openingElement.tagName);
  const signatures = [...component.getCallSignatures(), ...component.getConstructSignatures()];
  return signatures.some(({ parameters: [props] }) => {
    const type = props && checker.getTypeOfSymbolAtLocation(props, node);
    return type?.getProperty(between)?.declarations?.some((one) => members.has(one)) ?? false;
  });
}

/** Only lines between tags, or a comment. */
function isEmpty(child: ts.JsxChild): boolean {
  return ts.isJsxText(child) ? child.containsOnlyTriviaWhiteSpaces : ts.isJsxExpression(child) && !child.expression;
}
