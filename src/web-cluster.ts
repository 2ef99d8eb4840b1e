import cluster, { type Worker } from 'node:cluster';

/** What a process of Portico says to whoever started it, once. */
export interface Ready {
  readonly ready: true;
  readonly url: string;
  readonly notices: readonly string[];
}

/** A process that dies sooner than this is not started again at once. */
const PAUSE = 1000;

/**
 * Several web processes that answer at one port; one that dies is started again. They end with this process.
 * @returns what the first of them said, once all are ready
 * @throws Error when one ends before it was ever ready: what is wrong then will not mend itself
 */
export async function webCluster(count: number): Promise<Ready> {
  let stopping = false;
  const stop = () => {
    stopping = true;
    for (const worker of workers()) worker.process.kill('SIGTERM');
    if (workers().length === 0) process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
  const [first] = await Promise.all(Array.from({ length: count }, () => ready(cluster.fork())));
  cluster.on('exit', () => {
    if (!stopping) setTimeout(() => cluster.fork(), PAUSE);
    else if (workers().length === 0) process.exit(0);
  });
  if (stopping && workers().length === 0) process.exit(0);
  return first as Ready;
}

const workers = (): Worker[] => Object.values(cluster.workers ?? {}).filter((one) => one !== undefined);

function ready(worker: Worker): Promise<Ready> {
  return new Promise((resolve, reject) => {
    worker.once('message', (message: Ready) => resolve(message));
    worker.once('exit', (code) => reject(new Error(`A web process ended with ${code} before it was ready.`)));
  });
}
