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
// A link is a relationship between two actors or places. It counts once for a pair, also where one
// of its ends is in several places. What is said of a larger place (a province, at city level)
// stays with it, and so does what is said of a place of which nobody says where it belongs. Links are summed by the places of their ends before these are rolled up: there
// are few places.
WITH CASE $level
  WHEN "country" THEN ["country"]
  WHEN "region" THEN ["country", "region"]
  WHEN "province" THEN ["country", "region", "province", "municipality"]
  WHEN "municipality" THEN ["country", "region", "province", "municipality"]
  WHEN "city" THEN ["country", "region", "province", "municipality", "city"]
  WHEN "county" THEN ["country", "region", "province", "municipality", "city", "county"]
  ELSE ["country", "region", "province", "municipality", "city", "county", "town"] END AS levels
MATCH (p:Place)
OPTIONAL MATCH up = (p)-[:PART_OF*0..5]->(u:Place)
WHERE u.level IN levels
WITH levels, p, u ORDER BY length(up), u.id
WITH levels, p, collect(u) AS above
WITH levels, p, CASE WHEN size(above) = 0 THEN p ELSE above[0] END AS u
WITH levels, p, CASE WHEN $within = "*" OR EXISTS { (u)-[:PART_OF*0..5]->(:Place {id: $within}) }
                     THEN u.id ELSE "outside" END AS s
MATCH (p)<-[:LOCATED_IN|HOST*0..1]-(x:Actor|Place)
WITH DISTINCT levels, x, s ORDER BY s
WITH levels, x, collect(s) AS ss
MATCH (x)-[r:PARTNER_OF|AFFILIATED_WITH|TENANT_OF|INVESTS_IN|FUNDS|LENDS_TO|MANAGES|BUILT_BY|SUCCEEDS|ACCEPTS_VOUCHERS_FROM|ORIGIN]->(y:Actor|Place)
WHERE $status = "*" OR $status IN coalesce(r.statuses, [r.status])
WITH levels, ss, y, type(r) AS type, count(r) AS n,
     count(CASE WHEN "actual" IN coalesce(r.statuses, [r.status]) THEN 1 END) AS m
MATCH (y)-[:LOCATED_IN|HOST*0..1]->(q:Place)
WITH DISTINCT levels, ss, y, type, n, m, q.id AS q ORDER BY q
WITH levels, ss, y, type, n, m, collect(q) AS qs
WITH levels, ss, qs, type, sum(n) AS n, sum(m) AS m
WITH levels, qs, collect({ss: ss, type: type, n: n, m: m}) AS parts
CALL (levels, qs) {
  UNWIND qs AS id
  MATCH (p:Place {id: id})
  OPTIONAL MATCH up = (p)-[:PART_OF*0..5]->(u:Place)
  WHERE u.level IN levels
  WITH p, u ORDER BY length(up), u.id
  WITH p, collect(u) AS above
  WITH CASE WHEN size(above) = 0 THEN p ELSE above[0] END AS u
  WITH CASE WHEN $within = "*" OR EXISTS { (u)-[:PART_OF*0..5]->(:Place {id: $within}) }
            THEN u.id ELSE "outside" END AS t
  RETURN collect(DISTINCT t) AS ts
}
UNWIND parts AS part
UNWIND part.ss AS s
UNWIND ts AS t
WITH DISTINCT qs, part, CASE WHEN s <= t THEN s ELSE t END AS s, CASE WHEN s <= t THEN t ELSE s END AS t
WITH s, t, part.type AS type, sum(part.n) AS n, sum(part.m) AS m ORDER BY type
WITH s, t, sum(n) AS links, sum(m) AS actual, collect(type) AS relationship_types
OPTIONAL MATCH (a:Place {id: s})
OPTIONAL MATCH (b:Place {id: t})
RETURN coalesce(a.name, "outside") AS place, coalesce(b.name, "outside") AS other, links, actual,
       relationship_types, s AS place_id, t AS other_id
ORDER BY links DESC, place_id, other_id
LIMIT $limit
