import { connect } from 'node:net';

/**
 * Asks the Redis on a loopback port whether it answers to this password.
 * @returns `ready`, `loading` while it still reads its file, or `none` when nobody or somebody else is there
 */
export function pingRedis(port: number, password: string): Promise<'ready' | 'loading' | 'none'> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let heard = '';
    const finish = (answer: 'ready' | 'loading' | 'none') => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2000, () => finish('none'));
    socket.once('error', () => finish('none'));
    socket.once('end', () => finish('none'));
    socket.on('data', (bytes) => {
      heard += bytes.toString();
      if (heard.startsWith('-') && !heard.startsWith('-LOADING')) finish('none');
      else if (heard.includes('-LOADING')) finish('loading');
      else if (heard.includes('+PONG')) finish('ready');
    });
    socket.write(`AUTH ${password}\r\nPING\r\n`);
  });
}
