const LOOK_EVERY = 2000;

export interface Watched {
  readonly name: string;
  isRunning(): boolean;
  start(): Promise<unknown>;
}

/**
 * Looks from time to time whether the servers still run, and starts those again that do not: a small machine may
 * have killed one to save memory.
 * @param alone runs a start while nobody else starts or stops servers
 * @returns a function that ends the watching; no server is started after it
 */
export function watchServices(
  servers: readonly Watched[],
  alone: (start: () => Promise<void>) => Promise<void>,
  tell: (line: string) => void,
  every = LOOK_EVERY,
): () => void {
  let ended = false;
  let busy = false;
  const startAgain = async (server: Watched) => {
    if (ended || server.isRunning()) return;
    tell(`${server.name} has ended; starting it again.`);
    await server.start();
  };
  const look = async () => {
    if (busy) return;
    busy = true;
    for (const server of servers.filter((each) => !each.isRunning())) {
      await alone(() => startAgain(server)).catch((error: Error) => tell(error.message));
    }
    busy = false;
  };
  const timer = setInterval(() => void look(), every);
  timer.unref();
  return () => {
    ended = true;
    clearInterval(timer);
  };
}
