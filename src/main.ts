import 'reflect-metadata';
import cluster from 'node:cluster';
import { ConsoleLogger } from '@nestjs/common';
import { Workers } from './platform/queue/workers.js';
import { Config, ConfigError, takeSettings } from './platform/config.js';
import { NestFactory } from '@nestjs/core';
import { WAITS } from './platform/run/role-process.js';
import { webCluster, type Ready } from './web-cluster.js';

const ROLES = ['web', 'worker'] as const;

/** Boots one role; says so to whoever started it, and ends with them. */
async function main(role: string | undefined, waits: boolean): Promise<void> {
  if (waits) await settingsOf(role);
  const config = new Config();
  if (role === 'web' && cluster.isPrimary && config.webConcurrency > 1)
    return tell(await webCluster(config.webConcurrency));
  const notices: string[] = [];
  const logger = new ConsoleLogger({ logLevels: ['warn', 'error', 'fatal'], prefix: role });
  if (role === 'web') {
    const { webApplication } = await import('./server.js');
    const app = await webApplication(config, logger);
    await app.listen(config.port, '0.0.0.0');
    const { SetUp } = await import('./settings/set-up.service.js');
    notices.push(...(await app.get(SetUp, { strict: false }).notices()));
  } else if (role === 'worker') {
    const { AppModule } = await import('./app.module.js');
    const app = await NestFactory.createApplicationContext(AppModule.with(config), {
      logger,
      abortOnError: false,
    });
    app.enableShutdownHooks();
    await app.get(Workers, { strict: false }).start();
  } else {
    throw new ConfigError(`Say which role to run: ${ROLES.join(' or ')}.`);
  }
  tell({ ready: true, url: config.baseUrl, notices });
}

/** Loads the program while the settings are still on their way, and then takes them for its own. */
async function settingsOf(role: string | undefined): Promise<void> {
  const sent = new Promise<{ settings: Record<string, string | undefined> }>((resolve) => {
    process.once('message', (message) => resolve(message as { settings: Record<string, string> }));
  });
  await (role === 'web' ? import('./server.js') : import('./app.module.js'));
  takeSettings((await sent).settings);
}

function tell(ready: Ready): void {
  if (process.send) process.send(ready);
  else ready.notices.forEach((line) => console.log(line));
}

process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
main(process.argv[2], process.argv[3] === WAITS).catch((error: Error) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
