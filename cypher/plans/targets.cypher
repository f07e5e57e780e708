// title: Targets beside what was reached
// title_zh: 目标值与已达值对照
// param target_year: year = 2020 — the year of the targets
// param_zh target_year: 目标年份
// param year: year = 2019 — the year to compare with
// param_zh year: 对照年份
// param scope: Place|Actor|Programme|Industry|Event|Project|System|Agreement = "*" — only of this one
// param_zh scope: 只看此范围
// returns indicator, scope, measure, target_comparator, target, target_unit, reached_comparator, reached, reached_unit, target_to_reached, sources, indicator_id, scope_id, target_id, reached_id
// view: table
// `target_to_reached` is target / reached (how far it was reached is the inverse), and empty for ranks and where the units differ.  A target below what was reached
// is no error: it may have been set before, or with care.  Only figures of whole years are compared.
MATCH (d:Indicator)<-[:OF]-(t:Observation {year: $target_year})
WHERE t.status IN ["planned", "agreed", "under_way"] AND t.period IS NULL
OPTIONAL MATCH (t)-[:SCOPE]->(s)
WITH d, t, s
WHERE $scope = "*" OR s.id = $scope
OPTIONAL MATCH (d)<-[:OF]-(o:Observation {year: $year, measure: t.measure})-[:SCOPE]->(s)
WHERE o.status IN ["actual", "ended"] AND o.period IS NULL
RETURN d.name AS indicator, s.name AS scope, t.measure AS measure,
       t.comparator AS target_comparator, t.value AS target, t.unit AS target_unit,
       o.comparator AS reached_comparator, o.value AS reached, o.unit AS reached_unit,
       CASE WHEN coalesce(t.unit, "") = coalesce(o.unit, "") AND o.value <> 0 AND t.measure <> "rank"
            THEN toFloat(t.value) / o.value END AS target_to_reached,
       t.sources AS sources, d.id AS indicator_id, s.id AS scope_id, t.id AS target_id, o.id AS reached_id
ORDER BY indicator, scope, measure, target_id, reached_id
LIMIT $limit
