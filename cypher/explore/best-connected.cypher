// title: The best connected
// title_zh: 联系最多的节点
// returns id, kind, name, links
// view: table
// Where something is, and of what it is a part, does not count: everything has that.
MATCH (a:Achievement|Actor|Agreement|Event|Industry|Person|Place|Programme|Project|System)-[r]-()
WHERE NOT type(r) IN ["LOCATED_IN", "PART_OF", "COOPERATES_WITH", "SCOPE", "AMONG", "OF"]
WITH a, count(r) AS links
RETURN a.id AS id, a.kind AS kind, a.name AS name, links
ORDER BY links DESC, id
LIMIT $limit
