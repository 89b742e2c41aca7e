"""Many articles into tables, and the tables of earlier runs."""
