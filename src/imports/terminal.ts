/** Where a command speaks: lines, and on a screen one line that is written over. */
export interface Terminal {
  line(text: string): void;
  /** Shown until the next line; nothing where nobody watches. */
  passing(text: string): void;
}

/** The screen, or the file that its output goes to. */
export const terminalOf = (out: NodeJS.WriteStream): Terminal => {
  let passing = false;
  const clear = () => passing && out.write('\r\u001B[K');
  return {
    line: (text) => {
      clear();
      passing = false;
      out.write(`${text}\n`);
    },
    passing: (text) => {
      if (!out.isTTY) return;
      clear();
      passing = true;
      out.write(text);
    },
  };
};
