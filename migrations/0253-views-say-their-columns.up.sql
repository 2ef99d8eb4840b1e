-- A view that names no columns means the usual ones: it says so, so that nobody's own choice stands in their place.
update saved_views set query = concat_ws('&', nullif(query, ''), 'columns=usual')
where query !~ '(^|&)columns=' and length(query) < 3980;
