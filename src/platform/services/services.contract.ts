export interface ServicesOptions {
  /** The project's `.portico` folder. */
  readonly folder: string;
  /** Fast and forgetful, beside the real data and never mixed with it. */
  readonly tests?: boolean;
  /** Name of the database; `portico` unless said. */
  readonly database?: string;
  /** Number of the Redis database; 0 unless said. */
  readonly redisDatabase?: number;
  /** Hears, in a sentence, what takes longer than a moment. */
  readonly tell?: (line: string) => void;
}

export interface StartedServices {
  /** The database as `portico_owner`: no superuser, but may make roles (and databases under `tests`). */
  readonly postgresUrl: string | undefined;
  /** The database as superuser, for tests of what must be refused. */
  readonly superuserUrl: string | undefined;
  readonly redisUrl: string | undefined;
  /** The database was made just now and is empty. */
  readonly databaseIsNew: boolean;
  /** A folder outside the project that holds the data because Portico runs as root where others may not look. */
  readonly temporaryFolder: string | undefined;
  /** From now on starts again what ends by itself, until `stop`. */
  watch(): void;
  /** Ends what runs, unless another living process on this machine uses it too. */
  stop(): Promise<void>;
}

export interface Services extends StartedServices {
  readonly postgresUrl: string;
  readonly superuserUrl: string;
  readonly redisUrl: string;
}

export interface Wanted {
  readonly postgres: boolean;
  readonly redis: boolean;
}
