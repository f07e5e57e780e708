// title: Who operates in an industry, nearest to an actor that serves it
// title_zh: 某产业的从业者与某服务者的远近
// param actor: Actor — the one that serves, such as a platform
// param_zh actor: 服务者，如平台
// param industry: Industry = "*" — the industry, with all below it
// param_zh industry: 产业，含其下各细分
// returns operator, kind, industry, status, since, near, near_place, ties, sources, operator_id, industry_id
// view: table
// `near` is the level of the smallest place that both are in; a tenant is also where its host is.
// `ties` are the relationships that both have already: TENANT_OF where it is its tenant.
MATCH (h:Actor {id: $actor})
OPTIONAL MATCH (h)-[:TENANT_OF*0..1]->(:Actor)-[:LOCATED_IN|HOST]->(:Place)-[:PART_OF*0..5]->(u:Place)
WITH h, collect(DISTINCT u.id) AS around
OPTIONAL MATCH (:Industry {id: $industry})<-[:PART_OF*0..4]-(below:Industry)
WITH h, around, collect(DISTINCT below) AS wanted
MATCH (i:Industry)<-[r:OPERATES_IN]-(a:Actor)
WHERE ($industry = "*" OR i IN wanted) AND a.id <> $actor AND r.status <> "ended"
OPTIONAL MATCH (a)-[:TENANT_OF*0..1]->(:Actor)-[:LOCATED_IN|HOST]->(:Place)-[:PART_OF*0..5]->(u:Place)
WHERE u.id IN around
WITH h, i, r, a, u, CASE u.level WHEN "town" THEN 0 WHEN "county" THEN 1 WHEN "city" THEN 2
     WHEN "municipality" THEN 2 WHEN "province" THEN 3 WHEN "region" THEN 4 WHEN "country" THEN 5
     ELSE 6 END AS far ORDER BY far, u.id
WITH h, i, r, a, min(far) AS far, collect(u) AS shared
WITH h, i, r, a, far, CASE WHEN size(shared) = 0 THEN null ELSE shared[0] END AS near
RETURN a.name AS operator, a.kind AS kind, i.name AS industry, r.status AS status,
       r.since AS since, near.level AS near, near.name AS near_place,
       COLLECT { MATCH (a)-[t]-(h) WHERE type(t) <> "COOPERATES_WITH"
                 RETURN DISTINCT type(t) AS tie ORDER BY tie } AS ties,
       r.sources AS sources, a.id AS operator_id, i.id AS industry_id
ORDER BY far, operator, operator_id, industry_id
LIMIT $limit
