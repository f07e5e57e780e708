// title: Platforms and the industries that they serve
// title_zh: 平台与所服务产业
// param kind: kind = "Platform" — actors of this kind; * for all
// param_zh kind: 此类主体；* 为全部
// param place: Place = "*" — only in this place, with all below it
// param_zh place: 只看此地及其下辖
// returns platform, kind, form, industry, industry_class, status, since, sources, platform_id, industry_id
// view: matrix(platform, industry, status)
// A platform that serves nothing has a row without industry.
OPTIONAL MATCH (:Place {id: $place})<-[:PART_OF*0..5]-(below:Place)
WITH collect(DISTINCT below) AS inside
MATCH (a:Actor)
WHERE (a.kind = $kind OR $kind = "*" AND EXISTS { (a)-[:SERVES]->(:Industry) })
  AND ($place = "*" OR EXISTS { MATCH (a)-[:LOCATED_IN|HOST]->(p:Place) WHERE p IN inside })
OPTIONAL MATCH (a)-[r:SERVES]->(i:Industry)
RETURN a.name AS platform, a.kind AS kind, a.form AS form, i.name AS industry,
       i.class AS industry_class, r.status AS status, r.since AS since, r.sources AS sources,
       a.id AS platform_id, i.id AS industry_id
ORDER BY platform, platform_id, industry, industry_id
LIMIT $limit
