/** Every match of a global expression: as `matchAll`, which makes a new expression each time. */
export function matchesOf(expression: RegExp, text: string): RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  expression.lastIndex = 0;
  for (let found = expression.exec(text); found; found = expression.exec(text)) matches.push(found);
  return matches;
}
