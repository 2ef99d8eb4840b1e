drop policy record_words_portal on record_words;
create policy record_words_portal on record_words for select to {{portal}}
  using (customer_id = (select portal_customer()) and shown
    and (part is null or part = any ((select portal_open())::text[]))
    and ((select portal_every_site()) or site_id = any ((select portal_sites())::uuid[])));
drop table incident_shares, incidents;
drop function share_submitted();
delete from record_words where section = 'incidents';
