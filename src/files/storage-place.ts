import { fileURLToPath } from 'node:url';
import { ConfigError } from '../platform/config.js';

/** A bucket of a service that speaks S3. */
export interface Bucket {
  /** `https://host:port`, without a path. */
  readonly endpoint: string;
  readonly region: string;
  readonly name: string;
  readonly key: string;
  readonly secret: string;
}

/** Where `STORAGE_URL` keeps files: a folder of this machine, or a bucket. */
export type StoragePlace =
  { readonly kind: 'folder'; readonly path: string } | { readonly kind: 'bucket'; readonly bucket: Bucket };

const USUAL_REGION = 'us-east-1';
const HERE = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const FOLDER = 'file:///path/to/a/folder';
const BUCKET = 's3://key:secret@host/bucket';

/**
 * @throws ConfigError that says how it is written; it never holds the secret
 */
export function storagePlace(storageUrl: string): StoragePlace {
  const url = URL.canParse(storageUrl) ? new URL(storageUrl) : undefined;
  if (url?.protocol === 's3:') return { kind: 'bucket', bucket: bucketOf(url) };
  if (url?.protocol !== 'file:') throw new ConfigError(`STORAGE_URL must be like ${FOLDER} or ${BUCKET}.`);
  try {
    return { kind: 'folder', path: fileURLToPath(storageUrl) };
  } catch {
    throw new ConfigError(`STORAGE_URL must name a folder of this machine, like ${FOLDER}.`);
  }
}

/** Key and secret are percent-encoded where they hold signs such as `/`; `?region=` and `?tls=no` say what is unusual. */
function bucketOf({ host, hostname, pathname, username, password, searchParams }: URL): Bucket {
  const [name = '', ...more] = pathname.slice(1).replace(/\/$/, '').split('/').map(decodeURIComponent);
  if (!host || !username || !password || !name || more.length > 0)
    throw new ConfigError(
      `STORAGE_URL must be like ${BUCKET}, with the key, the secret, the host and the bucket.`,
    );
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name))
    throw new ConfigError(
      'STORAGE_URL: a bucket is called by 3 to 63 small letters, digits, dots and hyphens.',
    );
  const unknown = [...searchParams.keys()].find((one) => !['region', 'tls'].includes(one));
  if (unknown) throw new ConfigError(`STORAGE_URL: ?${unknown} is not known; ?region= and ?tls= are.`);
  const plain =
    searchParams.get('tls') === 'no' || (HERE.test(hostname) && searchParams.get('tls') !== 'yes');
  return {
    endpoint: `${plain ? 'http' : 'https'}://${host}`,
    region: searchParams.get('region') ?? USUAL_REGION,
    name,
    key: decodeURIComponent(username),
    secret: decodeURIComponent(password),
  };
}
