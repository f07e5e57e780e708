// title: Who builds or manages what
// title_zh: 谁建设、管理什么
// param actor: Actor|Place = "*" — only what this one builds or manages
// param_zh actor: 只看此方建设、管理的
// returns builder, builder_kind, relationship, built, built_kind, status, since, sources, builder_id, built_id
// view: network(builder, built)
CALL () {
  MATCH (x)-[r:BUILT_BY]->(b)
  RETURN b, r, x
  UNION ALL
  MATCH (b)-[r:MANAGES]->(x)
  RETURN b, r, x
}
WITH b, r, x
WHERE $actor = "*" OR b.id = $actor
RETURN b.name AS builder, b.kind AS builder_kind, type(r) AS relationship, x.name AS built,
       x.kind AS built_kind, r.status AS status, r.since AS since, r.sources AS sources,
       b.id AS builder_id, x.id AS built_id
ORDER BY builder, builder_id, relationship, built, built_id
LIMIT $limit
