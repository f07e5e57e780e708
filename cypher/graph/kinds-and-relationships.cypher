// title: Which kinds are related how
// title_zh: 各类之间的关系
// returns source_kind, relationship, target_kind, relationships
// view: network(source_kind, target_kind)
MATCH (x)-[r]->(y)
WITH x.kind AS source_kind, type(r) AS relationship, y.kind AS target_kind, count(r) AS relationships
RETURN source_kind, relationship, target_kind, relationships
ORDER BY source_kind, relationship, target_kind
LIMIT $limit
