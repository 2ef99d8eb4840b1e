export interface PostmasterPid {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/**
 * Reads the text of Postgres's `postmaster.pid`: process number in line 1, port in line 4, state in line 8.
 * Undefined while the file is not whole yet.
 */
export function parsePostmasterPid(text: string): PostmasterPid | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!lines[0] || !lines[3] || !Number.isInteger(pid) || pid <= 0 || !Number.isInteger(port))
    return undefined;
  return { pid, port, ready: lines[7] === 'ready' };
}
