const item = /^\s*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?/;
const underline = /^ {0,3}(?:=+|-+)[ \t]*$/;
// A table, a block quote and the target of a link are no sentences.
const unspoken = /^\s*(?:\||>|\[[^\][]+\]:)/;
const indented = /^(?: {4}|\t)/;
const normative = /\b(?:must|never|only|always|belongs?|instead|use|should|shall|(?:do|may|can) ?not|don['’]t)\b/i;
// An example shows the rule, but does not say it.
const example = /^["'“(*_]*(?:good|bad|right|wrong|correct|incorrect|examples?)\b[*_]*:/i;
// Behind these a full stop ends no sentence.
const abbreviation = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|approx|no|fig)\.$/i;

/** The paragraphs and list items of a section, each on one line as it was written. */
export function paragraphsOf(lines: readonly string[]): string[] {
  const paragraphs: string[][] = [];
  let open: string[] | null = null;
  for (const line of lines) {
    const start = item.exec(line)?.[0];
    // What is underlined is a title.
    if (underline.test(line) && open) open.length = 0;
    const isText = line.trim() !== '' && !underline.test(line) && !unspoken.test(line);
    if (!isText) open = null;
    else if (open && start === undefined) open.push(line.trim());
    else if (start === undefined && indented.test(line)) continue;
    else paragraphs.push((open = [line.slice(start?.length ?? 0).trim()]));
  }
  return paragraphs.map((parts) => parts.join(' ')).filter((text) => text !== '');
}

/** The sentence that decides: the first that says what must be, else the first; null where nothing is said. */
export function decidingSentence(paragraphs: readonly string[]): string | null {
  const sentences = paragraphs
    .filter((text) => !example.test(text))
    .flatMap(sentencesOf)
    .filter((text) => /\p{L}/u.test(text) && !text.endsWith(':'));
  const deciding = sentences.find((text) => normative.test(text)) ?? sentences[0];
  return deciding === undefined ? null : shortened(deciding);
}

function sentencesOf(paragraph: string): string[] {
  const sentences: string[][] = [];
  for (const part of paragraph.split(/(?<=[.!?]["'’”)]?)\s+/)) {
    const open = sentences.at(-1);
    const goesOn = abbreviation.test(open?.at(-1) ?? '') || /^\p{Ll}/u.test(part);
    if (open && goesOn) open.push(part);
    else sentences.push([part]);
  }
  return sentences.map((parts) => parts.join(' '));
}

/** A quotation has so many words at most. */
const mostWords = 25;

function shortened(sentence: string): string {
  const words = sentence.split(/\s+/);
  return words.length > mostWords ? `${words.slice(0, mostWords).join(' ')} …` : words.join(' ');
}
