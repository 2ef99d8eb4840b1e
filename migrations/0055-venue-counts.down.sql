drop table venue_counts;
delete from record_words where section = 'venue-analytics';
