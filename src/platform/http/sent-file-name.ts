const ESCAPED: Readonly<Record<string, string>> = { '%22': '"', '%0D': '\r', '%0A': '\n' };

/**
 * The name of a file that came with a form. Browsers write a quotation mark and the ends of lines so, and nothing else
 * (HTML standard, multipart/form-data encoding algorithm).
 */
export const sentFileName = (name: string): string =>
  name.replace(/%(?:22|0D|0A)/g, (escaped) => ESCAPED[escaped] ?? escaped);
