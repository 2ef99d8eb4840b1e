drop index documents_season_tickets;
