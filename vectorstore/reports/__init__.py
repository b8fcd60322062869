"""What a report's text says, read by pure functions: no database, no model, no settings."""
