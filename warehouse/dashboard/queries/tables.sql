-- The tables and views of the record, with what they hold and their columns.
SELECT t.table_name AS name, t.comment, c.columns
FROM (
    SELECT x.table_name, x.comment FROM duckdb_tables() AS x WHERE NOT x.internal
    UNION ALL SELECT v.view_name, v.comment FROM duckdb_views() AS v WHERE NOT v.internal
) AS t
JOIN (
    SELECT d.table_name, string_agg(d.column_name, ', ' ORDER BY d.column_index) AS columns
    FROM duckdb_columns() AS d WHERE NOT d.internal GROUP BY d.table_name
) AS c ON c.table_name = t.table_name
ORDER BY t.table_name;
