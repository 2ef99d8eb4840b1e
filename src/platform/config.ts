import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Everything that is set from outside. The only file that reads the environment. */
export class Config {
  /** How the processes connect: the application's role. */
  readonly databaseUrl: string;
  /** Owner of the tables; only migrations connect as it. */
  readonly migrationDatabaseUrl: string;
  /** The SELECT-only role of portal reads; may point at a replica. Derived by `provision` where it is not given. */
  readonly portalDatabaseUrl: string | undefined;
  readonly redisUrl: string;
  /** What our keys in Redis begin with: named after the database, so that several installations may share one. */
  readonly redisPrefix: string;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** Without a slash at the end; every link in a mail begins with it. */
  readonly baseUrl: string;
  readonly port: number;
  /** How many web processes answer at the port. */
  readonly webConcurrency: number;
  /** The first signs, all verify. */
  readonly secretKeys: readonly [string, ...string[]];
  readonly storageUrl: string;
  /** How many proxies stand before us, or their addresses; false when there are none. */
  readonly trustProxy: number | string | false;
  readonly metricsToken: string | undefined;
  readonly production: boolean;
  /** The trade whose demonstration data is loaded, if this is a demonstration. */
  readonly demo: string | undefined;
  /** Where embedded services, files and mail of a demonstration lie. */
  readonly folder: string;

  constructor(env: Environment = process.env) {
    this.production = env['NODE_ENV'] === 'production';
    const missing = ['DATABASE_URL', 'REDIS_URL', 'SECRET_KEY', 'BASE_URL'].filter((name) => !env[name]);
    if (missing.length > 0 && this.production) throw new ConfigError(`${missing.join(', ')} must be set.`);
    if (!env['DATABASE_URL']) throw new ConfigError('DATABASE_URL must be set.');
    this.databaseUrl = address(env, 'DATABASE_URL');
    this.migrationDatabaseUrl = address(env, 'MIGRATION_DATABASE_URL') || this.databaseUrl;
    this.portalDatabaseUrl = address(env, 'PORTAL_DATABASE_URL') || undefined;
    this.redisUrl = address(env, 'REDIS_URL') || 'redis://127.0.0.1:6379';
    this.redisPrefix = `portico:${new URL(this.databaseUrl).pathname.slice(1)}`;
    this.smtpUrl = env['SMTP_URL'] || undefined;
    this.mailFrom = env['MAIL_FROM'] || 'Portico <portico@localhost>';
    this.port = wholeNumber('PORT', env['PORT'] ?? '3000');
    this.webConcurrency = wholeNumber('WEB_CONCURRENCY', env['WEB_CONCURRENCY'] || '1');
    if (this.webConcurrency < 1 || this.webConcurrency > 64)
      throw new ConfigError('WEB_CONCURRENCY must be from 1 to 64.');
    this.baseUrl = (env['BASE_URL'] || `http://localhost:${this.port}`).replace(/\/+$/, '');
    this.secretKeys = secretKeys(env['SECRET_KEY'] ?? '');
    this.folder = env['PORTICO_FOLDER'] || join(process.cwd(), '.portico');
    this.storageUrl = env['STORAGE_URL'] || `file://${join(this.folder, 'files')}`;
    this.trustProxy = trustedProxies(env['TRUST_PROXY'] ?? '');
    this.metricsToken = env['METRICS_TOKEN'] || undefined;
    this.demo = env['PORTICO_DEMO'] || undefined;
  }
}

/** A wrong or missing variable; the message names it. */
export class ConfigError extends Error {}

/** What a process is told after its start becomes its environment, for itself and for what it starts. */
export function takeSettings(settings: Environment): void {
  for (const [name, value] of Object.entries(settings)) if (value !== undefined) process.env[name] = value;
}

/** Where programs that are started by their name are looked for. */
export function programPath(env: Environment = process.env): string {
  return env['PATH'] ?? '';
}

/** An address as it is given; what it holds is not repeated, for it holds a password. */
function address(env: Environment, name: string): string {
  const text = env[name] ?? '';
  if (text && !URL.canParse(text))
    throw new ConfigError(
      `${name} must be an address such as postgres://user:password@host/name or redis://host.`,
    );
  return text;
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new ConfigError(`${name} must be a whole number, not "${text}".`);
  return Number(text);
}

function secretKeys(text: string): readonly [string, ...string[]] {
  const [first, ...others] = text.split(',').map((key) => key.trim());
  if (!first || [first, ...others].some((key) => key.length < 32)) {
    throw new ConfigError('SECRET_KEY must be 32 characters or more; several are parted by commas.');
  }
  return [first, ...others];
}

/** `1` or `yes` is one proxy: only what it wrote about the client is believed, not what the client wrote itself. */
function trustedProxies(text: string): number | string | false {
  if (['', '0', 'false', 'no'].includes(text.toLowerCase())) return false;
  if (['true', 'yes'].includes(text.toLowerCase())) return 1;
  return /^\d{1,2}$/.test(text) ? Number(text) : text;
}
