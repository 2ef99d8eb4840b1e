-- The paper of a licence that is for one customer, and where everybody may look one up. A document that moves to another
-- customer is that licence's no longer: whoever reads both joins them by their customer, too.
alter table licences
  add column document_id uuid references documents,
  add column link text not null default '',
  add constraint licences_document_has_customer check (document_id is null or customer_id is not null);
create index licences_document_of on licences (document_id) where document_id is not null;
