/** How wide a text is. */
export type Measure = (text: string) => number;

/**
 * A text in lines that fit: it breaks at spaces, after a hyphen or a slash, and within a word only where the word alone
 * is wider than the line. Nothing of it is left out.
 */
export function linesOf(text: string, width: number, measure: Measure): string[] {
  return text.split('\n').flatMap((paragraph) => paragraphLines(paragraph, width, measure));
}

function paragraphLines(text: string, width: number, measure: Measure): string[] {
  if (measure(text) <= width) return [text.trim()];
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(/[^\s/-]*[/-]+|[^\s/-]+\s*|\s+/g) ?? []) {
    if (measure((line + piece).trimEnd()) <= width) {
      line += piece;
      continue;
    }
    if (line.trim()) lines.push(line.trim());
    line = piece.trimStart();
    while (measure(line.trimEnd()) > width) {
      const fits = fitting(line, width, measure);
      lines.push(line.slice(0, fits));
      line = line.slice(fits);
    }
  }
  if (line.trim()) lines.push(line.trim());
  return lines;
}

/** How much of a word stands on one line: at least a letter, never half a sign. */
function fitting(word: string, width: number, measure: Measure): number {
  let end = 0;
  for (const sign of word) {
    if (end > 0 && measure(word.slice(0, end + sign.length)) > width) break;
    end += sign.length;
  }
  return end;
}
