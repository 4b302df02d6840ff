export type Piece = { text: string; bold: boolean };

/** A text cut at its matched parts. The ranges count characters as Unicode does, not as JavaScript does. */
export function pieces(text: string, ranges: readonly (readonly number[])[]): Piece[] {
  const letters = Array.from(text);
  const bold = new Set<number>();
  for (const [start = 0, length = 0] of ranges) {
    for (let at = start; at < Math.min(start + length, letters.length); at++) bold.add(at);
  }
  const cut: Piece[] = [];
  for (const [at, letter] of letters.entries()) {
    const last = cut.at(-1);
    if (last && last.bold === bold.has(at)) last.text += letter;
    else cut.push({ text: letter, bold: bold.has(at) });
  }
  return cut;
}
