drop function portal_sites();
drop function portal_every_site();
drop function portal_customer();
drop function touch_record();
drop function search_words(variadic text[]);
drop function fold(text);
