/**
 * How many tokens a text costs its reader, estimated without a vocabulary and rather too high. The pieces are those that o200k begins with: parts of
 * words, numbers of up to three digits, signs. A part of a word costs one token for every six letters, every sign costs one, and what is not ASCII
 * costs two for each character.
 */
export function tokensIn(text: string): number {
  let sum = 0;
  for (const [piece] of text.matchAll(/[A-Z]*[a-z]+|[A-Z]+|[0-9]{1,3}| (?=[^0-9\s])|\s+|./gsu)) sum += costOf(piece);
  return sum;
}

function costOf(piece: string): number {
  // A blank belongs to the word or sign behind it.
  if (piece === ' ') return 0;
  if (/^[a-z]/i.test(piece)) return Math.ceil(piece.length / 6);
  return /^[\x00-\x7f]/.test(piece) ? 1 : 2;
}
