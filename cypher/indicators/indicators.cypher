// title: Indicators with their other names
// title_zh: 指标及其别名
// param text: text = "*" — only those whose name or other name contains this
// param_zh text: 名称或别名包含此文字
// returns indicator, aliases, unit, part_of, observations, first, last, indicator_id
// view: table
MATCH (d:Indicator)
WHERE $text = "*" OR d.name CONTAINS $text OR any(x IN coalesce(d.aliases, []) WHERE x CONTAINS $text)
OPTIONAL MATCH (d)<-[:OF]-(o:Observation)
WITH d, count(o) AS observations, min(o.year) AS first, max(o.year) AS last
RETURN d.name AS indicator, coalesce(d.aliases, []) AS aliases, d.unit AS unit,
       COLLECT { MATCH (d)-[:PART_OF]->(u:Indicator) RETURN u.name ORDER BY u.name } AS part_of,
       observations, first, last, d.id AS indicator_id
ORDER BY indicator, indicator_id
LIMIT $limit
