const everywhere = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  maintenance_work_mem: '128MB',
  work_mem: '16MB',
  max_wal_size: '1GB',
  random_page_cost: '1.1',
  // Short queries lose more to compiling than they win.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** Losing the data of a test costs nothing, so nothing waits for the disk. */
const inTests = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** Arguments for the `postgres` program that suit a small machine. */
export function postgresSettings(tests: boolean): string[] {
  const settings = tests ? { ...everywhere, ...inTests } : everywhere;
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
