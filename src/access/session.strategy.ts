import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-jwt';
import { SESSION_COOKIE } from '../platform/http/csrf.js';
import { SessionTokens } from './session-tokens.js';
import { FactsQueries } from './facts.queries.js';
import type { Viewer } from './viewer.js';

/** A signed cookie names a session; the row decides whether it still stands. */
@Injectable()
export class SessionStrategy extends PassportStrategy(Strategy, 'session') {
  constructor(
    tokens: SessionTokens,
    private readonly facts: FactsQueries,
  ) {
    super({
      jwtFromRequest: (request: FastifyRequest) => request.cookies[SESSION_COOKIE] ?? null,
      secretOrKeyProvider: (_request, token, done) => done(null, tokens.keyOf(String(token)) as never),
      algorithms: ['HS256'],
      passReqToCallback: true,
    });
  }

  validate(request: FastifyRequest, payload: { sid?: unknown }): Promise<Viewer | undefined> {
    return typeof payload.sid === 'string'
      ? this.facts.ofSession(payload.sid, request.ip)
      : Promise.resolve(undefined);
  }
}
