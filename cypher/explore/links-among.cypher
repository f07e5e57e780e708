// title: What some nodes have to do with each other
// title_zh: 若干节点相互之间的联系
// param ids: text — their ids, one a line
// param_zh ids: 编号，一行一个
// returns source_node_id, relationship, target_node_id, statuses, forms, since, until, sources
// view: network(source_node_id, target_node_id)
// Cooperation is in PARTNER_OF, whose years are the first and the last that are spoken of; figures have
// queries of their own.
UNWIND split($ids, "\n") AS id
MATCH (a:Achievement|Actor|Agreement|Event|Indicator|Industry|Person|Place|Programme|Project|System {id: id})
WITH collect(DISTINCT a) AS some
UNWIND some AS a
MATCH (a)-[r]->(b)
WHERE b IN some AND NOT type(r) IN ["COOPERATES_WITH", "SCOPE", "AMONG", "OF"]
RETURN a.id AS source_node_id, type(r) AS relationship, b.id AS target_node_id,
       coalesce(r.statuses, [r.status]) AS statuses,
       coalesce(r.forms, [x IN [r.form, r.role] WHERE x IS NOT NULL]) AS forms,
       coalesce(r.since, r.first) AS since, coalesce(r.until, r.last) AS until, r.sources AS sources
ORDER BY source_node_id, relationship, target_node_id, forms
LIMIT $limit
