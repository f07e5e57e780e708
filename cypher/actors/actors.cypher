// title: Actors by kind, form and level
// title_zh: 主体名录（按类别、类型、级别）
// param kind: kind = "*" — only this kind
// param_zh kind: 只看此类
// param level: level = "*" — only recognised at this level
// param_zh level: 只看此认定级别
// param status: status = "*" — only this status
// param_zh status: 只看此状态
// returns actor, kind, form, level, status, since, aliases, places, links, sources, actor_id
// view: table
MATCH (a:Actor)
WHERE ($kind = "*" OR a.kind = $kind) AND ($level = "*" OR a.level = $level)
  AND ($status = "*" OR a.status = $status)
RETURN a.name AS actor, a.kind AS kind, a.form AS form, a.level AS level, a.status AS status,
       a.since AS since, a.aliases AS aliases,
       COLLECT { MATCH (a)-[:LOCATED_IN|HOST]->(p:Place) RETURN DISTINCT p.name ORDER BY p.name } AS places,
       COUNT { MATCH (a)-[r]-() WHERE type(r) <> "PARTNER_OF" } AS links,
       a.sources AS sources, a.id AS actor_id
ORDER BY kind, actor, actor_id
LIMIT $limit
