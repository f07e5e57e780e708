// title: Who has the most partners
// title_zh: 伙伴最多的主体
// param kind: kind = "*" — only this kind
// param_zh kind: 只看此类
// param place: Place = "*" — only in this place, with all below it
// param_zh place: 只看此地及其下辖
// returns actor, kind, partners, cooperations, actor_id
// view: table
OPTIONAL MATCH (:Place {id: $place})<-[:PART_OF*0..5]-(below:Place)
WITH collect(DISTINCT below) AS inside
MATCH (a:Actor)
WHERE ($kind = "*" OR a.kind = $kind)
  AND ($place = "*" OR EXISTS { MATCH (a)-[:LOCATED_IN|HOST]->(p:Place) WHERE p IN inside })
MATCH (a)-[r:PARTNER_OF]-()
WITH a, count(r) AS partners, sum(r.n) AS cooperations
RETURN a.name AS actor, a.kind AS kind, partners, cooperations, a.id AS actor_id
ORDER BY partners DESC, cooperations DESC, actor_id
LIMIT $limit
