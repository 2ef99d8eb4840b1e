/**
 * Works while its lease is renewed every so many seconds, so that only a worker that died lets go of its row. A
 * renewal that fails is tried again at the next turn; the lease is several turns long.
 */
export async function renewing<T>(
  seconds: number,
  renew: () => Promise<unknown>,
  work: () => Promise<T>,
): Promise<T> {
  const timer = setInterval(() => void renew().catch(() => undefined), seconds * 1000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
