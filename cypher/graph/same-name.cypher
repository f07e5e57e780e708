// title: Different things of the same name
// title_zh: 同名的不同节点
// returns name, kinds, ids, nodes
// view: table
MATCH (n)
WHERE n.name IS NOT NULL AND NOT n:Source
WITH n ORDER BY n.id
WITH n.name AS name, collect(n.kind) AS kinds, collect(n.id) AS ids, count(n) AS nodes
WHERE nodes > 1
RETURN name, kinds, ids, nodes
ORDER BY nodes DESC, name
LIMIT $limit
