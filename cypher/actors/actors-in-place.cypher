// title: Actors of a place, by kind
// title_zh: 某地的主体（按类别）
// param place: Place — the place, with all below it
// param_zh place: 地点，含其下辖
// param kind: kind = "*" — only this kind
// param_zh kind: 只看此类
// returns actor, kind, form, level, place, industries, status, sources, actor_id, place_id
// view: table
MATCH (:Place {id: $place})<-[:PART_OF*0..5]-(p:Place)
WITH DISTINCT p
MATCH (p)<-[:LOCATED_IN|HOST]-(a:Actor)
WHERE $kind = "*" OR a.kind = $kind
RETURN DISTINCT a.name AS actor, a.kind AS kind, a.form AS form, a.level AS level, p.name AS place,
       COLLECT { MATCH (a)-[:OPERATES_IN|SERVES]->(i:Industry) RETURN DISTINCT i.name ORDER BY i.name } AS industries,
       a.status AS status, a.sources AS sources, a.id AS actor_id, p.id AS place_id
ORDER BY kind, actor, actor_id, place_id
LIMIT $limit
