import { object, orNull, ref, reference, type ApiGroup } from '../../platform/http/api-description.js';
import { say } from '../../platform/errors.js';

const PATH = '/api/v1/customers/:reference/auto-pay';

/** What `AutoPayApiController` does, for the pages of the API. */
export const AUTO_PAY_DESCRIPTION: ApiGroup = {
  key: 'auto-pay',
  title: say('api-docs.autoPay.title'),
  intro: say('api-docs.autoPay.intro'),
  schemas: {
    AutoPay: object({ method: orNull(reference) }),
    AutoPayPatch: object({ method: orNull(reference) }, []),
  },
  routes: [
    {
      method: 'GET',
      path: PATH,
      says: say('api-docs.autoPay.read'),
      answer: { status: 200, schema: ref('AutoPay') },
      refusals: [404],
    },
    {
      method: 'PATCH',
      path: PATH,
      says: say('api-docs.autoPay.change'),
      body: { schema: ref('AutoPayPatch'), example: { method: 'PM-1042' } },
      answer: { status: 200, schema: ref('AutoPay') },
      refusals: [404, 422],
    },
  ],
};
