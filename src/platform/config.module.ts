import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Config } from './config.js';
import { Health } from './health.js';

/** Makes the one configuration known everywhere, and what the surroundings are like. */
@Global()
@Module({})
export class ConfigModule {
  static with(config: Config): DynamicModule {
    return {
      module: ConfigModule,
      providers: [{ provide: Config, useValue: config }, Health],
      exports: [Config, Health],
    };
  }
}
