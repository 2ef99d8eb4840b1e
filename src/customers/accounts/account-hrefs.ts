import { portalAccessHref } from '../customer-pages.js';

export const ACCOUNTS = '/admin/consolidated-accounts';
export const accountHref = ({ id }: { id: string }): string => `${ACCOUNTS}/${id}`;
export const accountPeopleHref = ({ id }: { id: string }): string => `${accountHref({ id })}/people`;

/** Where the people of a customer or a consolidated account stand together. */
export const peopleHref = ({
  accountId,
  consolidated,
}: {
  accountId: string;
  consolidated: boolean;
}): string => (consolidated ? accountPeopleHref({ id: accountId }) : portalAccessHref({ id: accountId }));
