-- The rules that have raised alerts.
SELECT a.rule_id, count(*) AS alerts FROM alerts AS a GROUP BY a.rule_id ORDER BY a.rule_id;
