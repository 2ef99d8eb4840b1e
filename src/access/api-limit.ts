import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config.js';
import { say, TooMany } from '../platform/errors.js';
import { JobQueue } from '../platform/queue/job-queue.js';
import { QUEUES } from '../platform/queue/jobs.js';

const A_MINUTE = 600;

/** 600 requests a minute for each key, counted in Redis. Without Redis nobody is turned away. */
@Injectable()
export class ApiLimit {
  constructor(
    private readonly queue: JobQueue,
    private readonly config: Config,
  ) {}

  /** @throws TooMany */
  async count(keyId: string): Promise<void> {
    const redis = this.queue.queue(QUEUES[0] as string).client;
    if (redis.status !== 'ready') return;
    const minute = `${this.config.redisPrefix}:api:${keyId}:${Math.floor(Date.now() / 60_000)}`;
    const counting = redis.multi().incr(minute).expire(minute, 120).exec();
    const replies = await counting.catch(() => null);
    if (Number(replies?.[0]?.[1] ?? 0) > A_MINUTE)
      throw new TooMany(say('access.api.tooMany', { limit: A_MINUTE }));
  }
}
