DROP TABLE watchlist_refreshes;
DROP TABLE watchlist_versions;
DROP TABLE watchlist_generations;
DROP TABLE watchlists;
