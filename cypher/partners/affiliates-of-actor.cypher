// title: What belongs to an institution, and to what it belongs
// title_zh: 某机构的上级与所属、附属机构
// param actor: Actor — the institution
// param_zh actor: 机构
// returns direction, steps, affiliate, kind, places, status, affiliate_id
// view: table
MATCH (a:Actor {id: $actor})
CALL (a) {
  MATCH path = (a)<-[:AFFILIATED_WITH|PART_OF*1..4]-(b:Actor)
  RETURN "below" AS direction, b, length(path) AS steps, last(relationships(path)).status AS status
  UNION ALL
  MATCH path = (a)-[:AFFILIATED_WITH|PART_OF*1..4]->(b:Actor)
  RETURN "above" AS direction, b, length(path) AS steps, last(relationships(path)).status AS status
}
WITH direction, b, min(steps) AS steps, min(status) AS status
RETURN direction, steps, b.name AS affiliate, b.kind AS kind,
       COLLECT { MATCH (b)-[:LOCATED_IN|HOST]->(p:Place) RETURN DISTINCT p.name ORDER BY p.name } AS places,
       status, b.id AS affiliate_id
ORDER BY direction, steps, affiliate, affiliate_id
LIMIT $limit
