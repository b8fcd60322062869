"""Gold cases written from the reports by reading them, and what an answer to them is measured by."""
