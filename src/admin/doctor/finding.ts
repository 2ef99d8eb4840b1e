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

/** Every look has time limits of its own; this one is for what hangs all the same. */
const PATIENCE = 15_000;

/** Looks; what throws is wrong, in its own words, and so is what does not answer in time. */
export async function look(
  what: string,
  check: () => Promise<Finding | readonly Finding[]>,
  patience = PATIENCE,
): Promise<readonly Finding[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Finding>((resolve) => {
    const says = `no answer within ${patience / 1000} s.`;
    timer = setTimeout(() => resolve(wrong(what, says)), patience);
  });
  try {
    return [await Promise.race([check(), late])].flat();
  } catch (error) {
    return [wrong(what, saidBy(error))];
  } finally {
    clearTimeout(timer);
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
