/** What one look found: in order, worth a look, or wrong. */
export interface Finding {
  readonly state: 'good' | 'attention' | 'wrong';
  /** What was looked at: "Database". */
  readonly what: string;
  readonly says: string;
}

export const good = (what: string, says: string): Finding => ({ state: 'good', what, says });
export const attention = (what: string, says: string): Finding => ({ state: 'attention', what, says });
export const wrong = (what: string, says: string): Finding => ({ state: 'wrong', what, says });

/** Looks; what throws is wrong, in its own words. */
export async function look(
  what: string,
  check: () => Promise<Finding | readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return [await check()].flat();
  } catch (error) {
    return [wrong(what, saidBy(error))];
  }
}

/** An error in one line. Connections tried at several addresses fail with several. */
function saidBy(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(saidBy).join('; ');
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.replace(/\s+/g, ' ').trim();
}

/** Where an address leads, without the password in it. */
export function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}${port ? `:${port}` : ''}${pathname.length > 1 ? pathname : ''}`;
}
