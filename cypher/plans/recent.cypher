// title: What began in a year or later
// title_zh: 某年以来开始的事项
// param since: year = 2019 — the first year
// param_zh since: 起始年份
// param relationship: text = "*" — only this type of relationship
// param_zh relationship: 只看此类关系
// param status: status = "*" — only this status
// param_zh status: 只看此状态
// returns since, source_node, source_kind, relationship, target_node, target_kind, form, status, sources, source_node_id, target_node_id
// view: table
MATCH (x)-[r]->(y)
WHERE r.since >= $since AND ($relationship = "*" OR type(r) = $relationship)
  AND ($status = "*" OR r.status = $status)
RETURN r.since AS since, x.name AS source_node, x.kind AS source_kind, type(r) AS relationship,
       y.name AS target_node, y.kind AS target_kind, coalesce(r.form, r.role) AS form,
       r.status AS status, r.sources AS sources, x.id AS source_node_id, y.id AS target_node_id
ORDER BY since DESC, relationship, source_node, source_node_id, target_node, target_node_id, form
LIMIT $limit
