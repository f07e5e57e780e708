// title: Who serves an industry, and all below it
// title_zh: 谁服务某产业（含其下各细分）
// param industry: Industry = "*" — the industry, with all below it
// param_zh industry: 产业，含其下各细分
// param status: status = "*" — only this status
// param_zh status: 只看此状态
// returns actor, kind, places, industry, status, since, sources, actor_id, industry_id
// view: matrix(actor, industry, status)
OPTIONAL MATCH (:Industry {id: $industry})<-[:PART_OF*0..4]-(below:Industry)
WITH collect(DISTINCT below) AS wanted
MATCH (i:Industry)<-[r:SERVES]-(a:Actor)
WHERE ($industry = "*" OR i IN wanted) AND ($status = "*" OR r.status = $status)
RETURN a.name AS actor, a.kind AS kind,
       COLLECT { MATCH (a)-[:LOCATED_IN|HOST]->(p:Place) RETURN DISTINCT p.name ORDER BY p.name } AS places,
       i.name AS industry, r.status AS status, r.since AS since, r.sources AS sources,
       a.id AS actor_id, i.id AS industry_id
ORDER BY industry, industry_id, actor, actor_id
LIMIT $limit
