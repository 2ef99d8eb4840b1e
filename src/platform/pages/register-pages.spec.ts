import { describe, expect, it } from '@jest/globals';
import { load } from 'cheerio';
import { ask, startPagesApp, whoAsksFails } from '../../../test/support/pages-app.js';

startPagesApp();

describe('what a controller returns', () => {
  it('a page is rendered, with what people typed escaped', async () => {
    const answer = await ask('/page');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.body).toContain('Because &lt;b&gt;');
  });

  it('a page has the status it asks for, also by POST', async () => {
    expect((await ask('/wrong', 'POST')).statusCode).toBe(422);
  });

  it('data stays data', async () => {
    const answer = await ask('/data', 'POST');
    expect([answer.statusCode, JSON.parse(answer.body)]).toEqual([202, { head: 'not a page' }]);
  });

  it('a redirect leads on, and its sentence is shown once', async () => {
    const answer = await ask('/done', 'POST');
    expect([answer.statusCode, answer.headers['location'], answer.body]).toEqual([303, '/page', '']);
    const [cookie = ''] = answer.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^portico_flash=.*; HttpOnly; Secure; SameSite=Lax$/);
    const next = await ask('/page', 'GET', { cookie: cookie.split(';')[0] ?? '' });
    expect(load(next.body)('[role=status]').text().trim()).toBe(
      'Some fields need another look. Nothing was saved.',
    );
    expect(next.headers['set-cookie']?.[0]).toMatch(/^portico_flash=;/);
  });

  it('a sentence that we did not sign is not shown', async () => {
    const next = await ask('/page', 'GET', { cookie: 'portico_flash=eyJ0ZXh0Ijp7fX0.x' });
    expect(load(next.body)('[role=status]').text().trim()).toBe('');
  });

  it('the page of a failure is shown even when nobody can say who asks, and keeps the reason to itself', async () => {
    whoAsksFails(true);
    const answer = await ask('/failed');
    whoAsksFails(false);
    expect(answer.statusCode).toBe(500);
    expect(answer.body).toContain('Something went wrong on our side');
    expect(answer.body).not.toContain('secret');
  });
});
