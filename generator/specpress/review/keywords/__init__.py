"""The comparators: one small function for each keyword of JSON Schema, in one table for each JSON type."""
