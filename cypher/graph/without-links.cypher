// title: Without any link
// title_zh: 没有任何联系的节点
// param kind: kind = "*" — only this kind
// param_zh kind: 只看此类
// returns name, kind, status, sources, id
// view: table
MATCH (n)
WHERE n.kind IS NOT NULL AND NOT n:Source AND ($kind = "*" OR n.kind = $kind)
  AND NOT EXISTS { (n)--() }
RETURN n.name AS name, n.kind AS kind, n.status AS status, n.sources AS sources, n.id AS id
ORDER BY kind, name, id
LIMIT $limit
