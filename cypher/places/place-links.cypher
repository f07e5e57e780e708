// title: Links between places, counted at one level
// title_zh: 地点之间的联系（按层级汇总）
// param level: place_level = "city" — facts of smaller places count for the place of this level
// param_zh level: 下级地点的事实计入此层级
// param within: Place = "*" — places elsewhere are counted together, as outside
// param_zh within: 此地之外的地点合为“外部”
// param status: status = "*" — only links with this status
// param_zh status: 只看此状态
// returns place, other, links, actual, relationship_types, place_id, other_id
// view: matrix(place, other, links)
// A link is a relationship between two actors or places; one of them may be in several places.
// What is said of a larger place (a province, at city level) stays with it.
MATCH up = (p:Place)-[:PART_OF*0..5]->(u:Place)
WHERE u.level IN CASE $level
  WHEN "country" THEN ["country"]
  WHEN "region" THEN ["country", "region"]
  WHEN "province" THEN ["country", "region", "province", "municipality"]
  WHEN "municipality" THEN ["country", "region", "province", "municipality"]
  WHEN "city" THEN ["country", "region", "province", "municipality", "city"]
  WHEN "county" THEN ["country", "region", "province", "municipality", "city", "county"]
  ELSE ["country", "region", "province", "municipality", "city", "county", "town"] END
WITH p, u ORDER BY length(up), u.id
WITH p, collect(u) AS above
WITH p.id AS p, above[0] AS u
WITH p, CASE WHEN $within = "*" OR EXISTS { (u)-[:PART_OF*0..5]->(:Place {id: $within}) }
             THEN u.id ELSE "outside" END AS unit
WITH collect({p: p, unit: unit}) AS units
MATCH (x:Actor|Place)-[r:PARTNER_OF|AFFILIATED_WITH|TENANT_OF|INVESTS_IN|FUNDS|LENDS_TO|MANAGES|BUILT_BY|SUCCEEDS|ACCEPTS_VOUCHERS_FROM|ORIGIN]->(y:Actor|Place)
WHERE $status = "*" OR $status IN coalesce(r.statuses, [r.status])
MATCH (x)-[:LOCATED_IN|HOST*0..1]->(p:Place)
MATCH (y)-[:LOCATED_IN|HOST*0..1]->(q:Place)
WITH units, p.id AS p, q.id AS q, collect(DISTINCT r) AS rs
WITH rs, head([t IN units WHERE t.p = p | t.unit]) AS s, head([t IN units WHERE t.p = q | t.unit]) AS t
WITH rs, CASE WHEN s <= t THEN s ELSE t END AS s, CASE WHEN s <= t THEN t ELSE s END AS t
UNWIND rs AS r
WITH s, t, count(DISTINCT r) AS links,
     count(DISTINCT CASE WHEN "actual" IN coalesce(r.statuses, [r.status]) THEN r END) AS actual,
     collect(DISTINCT type(r)) AS types
OPTIONAL MATCH (a:Place {id: s})
OPTIONAL MATCH (b:Place {id: t})
UNWIND types AS type
WITH s, t, a, b, links, actual, type ORDER BY type
WITH s, t, a, b, links, actual, collect(type) AS relationship_types
RETURN coalesce(a.name, "outside") AS place, coalesce(b.name, "outside") AS other, links, actual,
       relationship_types, s AS place_id, t AS other_id
ORDER BY links DESC, place_id, other_id
LIMIT $limit
