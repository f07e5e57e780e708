// title: Who operates in an industry, and all below it
// title_zh: 谁从事某产业（含其下各细分）
// param industry: Industry = "*" — the industry, with all below it
// param_zh industry: 产业，含其下各细分
// param kind: kind = "*" — only this kind
// param_zh kind: 只看此类
// param place: Place = "*" — only in this place, with all below it
// param_zh place: 只看此地及其下辖
// returns operator, kind, places, industry, status, since, sources, operator_id, industry_id
// view: table
OPTIONAL MATCH (:Industry {id: $industry})<-[:PART_OF*0..4]-(below:Industry)
WITH collect(DISTINCT below) AS wanted
OPTIONAL MATCH (:Place {id: $place})<-[:PART_OF*0..5]-(below:Place)
WITH wanted, collect(DISTINCT below) AS inside
MATCH (i:Industry)<-[r:OPERATES_IN]-(a)
WHERE ($industry = "*" OR i IN wanted) AND ($kind = "*" OR a.kind = $kind)
  AND ($place = "*" OR EXISTS { MATCH (a)-[:LOCATED_IN|HOST]->(p:Place) WHERE p IN inside })
RETURN a.name AS operator, a.kind AS kind,
       COLLECT { MATCH (a)-[:LOCATED_IN|HOST]->(p:Place) RETURN DISTINCT p.name ORDER BY p.name } AS places,
       i.name AS industry, r.status AS status, r.since AS since, r.sources AS sources,
       a.id AS operator_id, i.id AS industry_id
ORDER BY industry, industry_id, operator, operator_id
LIMIT $limit
