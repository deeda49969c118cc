/** Longer expressions are compared as they are written, so that no nesting exhausts the stack. */
const mostTokens = 200;

type Denies = (licence: string) => boolean;

/** Whether an SPDX expression leaves no licence but denied ones: of `A OR B` one may be chosen, of `A AND B` all hold. */
export function leavesOnly(expression: string, denies: Denies): boolean {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? [];
  const isExpression = tokens.some((token) => /^(?:AND|OR|WITH|\()$/i.test(token));
  if (!isExpression || tokens.length > mostTokens) return denies(expression);
  return anyOf({ tokens, next: 0 }, denies);
}

interface Cursor {
  readonly tokens: readonly string[];
  next: number;
}

/** `A OR B`: denied if each is. */
function anyOf(cursor: Cursor, denies: Denies): boolean {
  let denied = allOf(cursor, denies);
  while (takes(cursor, 'OR')) denied = allOf(cursor, denies) && denied;
  return denied;
}

/** `A AND B`: denied if one is. */
function allOf(cursor: Cursor, denies: Denies): boolean {
  let denied = one(cursor, denies);
  while (takes(cursor, 'AND')) denied = one(cursor, denies) || denied;
  return denied;
}

function one(cursor: Cursor, denies: Denies): boolean {
  if (takes(cursor, '(')) {
    const denied = anyOf(cursor, denies);
    takes(cursor, ')');
    return denied;
  }
  const name = cursor.tokens[cursor.next++];
  if (name === undefined) return false;
  const exception = takes(cursor, 'WITH') ? cursor.tokens[cursor.next++] : undefined;
  return denies(exception === undefined ? name : `${name} WITH ${exception}`);
}

function takes(cursor: Cursor, token: string): boolean {
  if (cursor.tokens[cursor.next]?.toUpperCase() !== token) return false;
  cursor.next++;
  return true;
}
