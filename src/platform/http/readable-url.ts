/** Names nothing, on either side: what stands there is answered as any address that does not exist. */
const NOWHERE = 'no-such-address';

/** An address whose path cannot be decoded, such as `/admin/%`, stands for nothing, and gets the page that says so. */
export function readableUrl(url: string): string {
  const [path = '/'] = url.split('?');
  if (!path.includes('%')) return url;
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return path.startsWith('/api/') ? `/api/${NOWHERE}` : `/${NOWHERE}`;
  }
}
