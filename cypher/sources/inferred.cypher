// title: Facts that rest on a name or on inference
// title_zh: 由名称得出或推断的事实
// param basis: basis = "*" — name or inferred; * for both
// param_zh basis: 名称或推断；* 为两者
// returns source_node, source_kind, relationship, target_node, target_kind, form, status, basis, sources, source_node_id, target_node_id
// view: table
MATCH (x)-[r]->(y)
WHERE r.basis IN ["name", "inferred"] AND ($basis = "*" OR r.basis = $basis)
RETURN x.name AS source_node, x.kind AS source_kind, type(r) AS relationship,
       y.name AS target_node, y.kind AS target_kind, coalesce(r.form, r.role) AS form,
       r.status AS status, r.basis AS basis, r.sources AS sources,
       x.id AS source_node_id, y.id AS target_node_id
ORDER BY basis, relationship, source_node, source_node_id, target_node, target_node_id, form
LIMIT $limit
