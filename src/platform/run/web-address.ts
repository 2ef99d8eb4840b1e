import { askedPort, type Settings } from './settings.js';
import { USUAL_PORT, webPort } from './web-port.js';

/**
 * PORT and BASE_URL for web, chosen where they are not given.
 * @throws UsageError when the port that was asked for is taken
 */
export async function webAddress(settings: Settings, tell: (line: string) => void): Promise<Settings> {
  const production = settings['NODE_ENV'] === 'production';
  // A proxy in front expects web where it was told, not at the next free port.
  const asked = askedPort(settings) ?? (production ? USUAL_PORT : undefined);
  const port = await webPort(asked);
  if (asked === undefined && port !== USUAL_PORT)
    tell(`Port ${USUAL_PORT} is taken by another program; using ${port}.`);
  return { PORT: String(port), BASE_URL: settings['BASE_URL'] || `http://localhost:${port}` };
}
