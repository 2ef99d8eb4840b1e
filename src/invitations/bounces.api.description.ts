import { id, list, moment, object, text, type ApiGroup } from '../platform/http/api-description.js';
import { say } from '../platform/errors.js';

/** What `BouncesApiController` does, for the pages of the API. */
export const BOUNCES_DESCRIPTION: ApiGroup = {
  key: 'invitations',
  title: say('api-docs.invitations.title'),
  intro: say('api-docs.invitations.intro'),
  schemas: {
    Bounce: object(
      {
        messageId: { ...text(998), description: say('api-docs.invitations.messageId') },
        email: { type: 'string', format: 'email', description: say('api-docs.invitations.email') },
        reason: { ...text(5000), description: say('api-docs.invitations.reason') },
        at: { ...moment, description: say('api-docs.invitations.at') },
      },
      ['reason'],
    ),
    BouncedInvitations: object({
      portalUsers: { ...list(id), description: say('api-docs.invitations.portalUsers') },
    }),
  },
  routes: [
    {
      method: 'POST',
      path: '/api/v1/invitations/bounces',
      says: say('api-docs.invitations.bounce'),
      body: {
        schema: { $ref: '#/components/schemas/Bounce' },
        example: { email: 'sam@acme.example', reason: '550 5.1.1 The mailbox does not exist' },
      },
      answer: { status: 200, schema: { $ref: '#/components/schemas/BouncedInvitations' } },
      refusals: [404, 422],
    },
  ],
};
