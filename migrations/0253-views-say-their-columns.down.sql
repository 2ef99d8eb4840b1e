update saved_views set query = regexp_replace(query, '&?columns=usual$', '');
