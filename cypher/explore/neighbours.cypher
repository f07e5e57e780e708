// title: What a node has to do with whom
// title_zh: 某节点与谁有关
// param node: Achievement|Actor|Agreement|Event|Indicator|Industry|Person|Place|Programme|Project|System — the node
// param_zh node: 节点
// returns source_node_id, relationship, target_node_id, statuses, forms, since, until, sources, id, kind, name, status, statements
// view: network(source_node_id, target_node_id)
// Cooperation is in PARTNER_OF, whose years are the first and the last that are spoken of; figures have
// queries of their own. The other end is `id`, with its
// `kind`, `name`, `status`, and how many statements speak of it.
MATCH (a:Achievement|Actor|Agreement|Event|Indicator|Industry|Person|Place|Programme|Project|System {id: $node})
MATCH (a)-[r]-(b)
WHERE NOT type(r) IN ["COOPERATES_WITH", "SCOPE", "AMONG", "OF"] AND b.id <> a.id
RETURN startNode(r).id AS source_node_id, type(r) AS relationship, endNode(r).id AS target_node_id,
       coalesce(r.statuses, [r.status]) AS statuses,
       coalesce(r.forms, [x IN [r.form, r.role] WHERE x IS NOT NULL]) AS forms,
       coalesce(r.since, r.first) AS since, coalesce(r.until, r.last) AS until, r.sources AS sources,
       b.id AS id, b.kind AS kind, b.name AS name, b.status AS status, b.n AS statements
ORDER BY statements DESC, id, relationship, source_node_id, forms
LIMIT $limit
