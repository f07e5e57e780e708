// title: How many of each kind
// title_zh: 各类节点数量
// returns kind, nodes, actual, planned, ended
// view: table
MATCH (n)
WHERE n.kind IS NOT NULL AND NOT n:Source
WITH n.kind AS kind, count(n) AS nodes,
     count(CASE WHEN n.status = "actual" THEN 1 END) AS actual,
     count(CASE WHEN n.status IN ["planned", "agreed", "under_way"] THEN 1 END) AS planned,
     count(CASE WHEN n.status = "ended" THEN 1 END) AS ended
RETURN kind, nodes, actual, planned, ended
ORDER BY nodes DESC, kind
LIMIT $limit
