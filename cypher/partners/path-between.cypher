// title: A shortest path between two
// title_zh: 两个主体之间的一条最短路径
// param a: Actor|Place — where the path starts
// param_zh a: 起点
// param b: Actor|Place — where it ends
// param_zh b: 终点
// returns step, source_node, relationship, target_node, status, sources, source_node_id, target_node_id
// view: network(source_node, target_node)
// Of several equally short paths the engine gives one; `graph.networks` gives all of them.
MATCH (a:Actor|Place {id: $a})
MATCH (b:Actor|Place {id: $b})
WHERE a.id <> b.id
MATCH path = shortestPath((a)-[:PARTNER_OF|AFFILIATED_WITH|TENANT_OF|INVESTS_IN|FUNDS|LENDS_TO|MANAGES|BUILT_BY|SUCCEEDS|WORKS_AT|ORIGIN|HOST*..8]-(b))
WITH nodes(path) AS ns, relationships(path) AS rs
UNWIND range(0, size(rs) - 1) AS i
WITH i, ns[i] AS x, ns[i + 1] AS y, rs[i] AS r
RETURN i + 1 AS step, x.name AS source_node, type(r) AS relationship, y.name AS target_node,
       coalesce(r.status, r.statuses[-1]) AS status, r.sources AS sources,
       x.id AS source_node_id, y.id AS target_node_id
ORDER BY step
LIMIT $limit
