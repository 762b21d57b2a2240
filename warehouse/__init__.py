"""DuckDB: schema, loading, claim identity, trend queries, snapshots and the reading side."""
