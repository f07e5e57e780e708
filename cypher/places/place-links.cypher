// title: Links between places, counted at one level
// title_zh: 地点之间的联系（按层级汇总）
// param level: place_level = "city" — facts of smaller places count for the place of this level
// param_zh level: 下级地点的事实计入此层级
// param within: Place = "*" — places elsewhere are counted together, as outside
// param_zh within: 此地之外的地点合为“外部”
// param status: status = "*" — only links with this status
// param_zh status: 只看此状态
// param form: text = "*" — only links of this form of partnership, or of this relationship
// param_zh form: 只看此结伴形式或此类关系
// param since: year = "*" — only links of this year or later
// param_zh since: 只看此年及以后的
// returns place, other, links, actual, relationship_types, place_id, other_id
// view: matrix(place, other, links)
// A link is a relationship between two actors or places. It counts once for a pair, also where one
// of its ends is in several places. For which place an end counts is said by place-units. Links are
// summed by the places of their ends before these are rolled up: there are few places.
WITH CASE $level
  WHEN "country" THEN ["country"]
  WHEN "region" THEN ["region"]
  WHEN "province" THEN ["province", "municipality"]
  WHEN "municipality" THEN ["province", "municipality"]
  WHEN "city" THEN ["city", "municipality"]
  WHEN "county" THEN ["county"]
  ELSE ["town"] END AS exact, CASE $level
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
WITH exact, levels, p, u, min(length(up)) AS steps ORDER BY steps, u.id
WITH exact, levels, p, collect(u) AS above, collect(CASE WHEN u.level IN exact THEN u END) AS fit
WITH exact, levels, p,
     CASE WHEN size(fit) = 1 THEN fit[0] WHEN size(above) = 0 THEN p ELSE above[0] END AS u
WITH exact, levels, p, CASE WHEN $within = "*" OR EXISTS { (u)-[:PART_OF*0..5]->(:Place {id: $within}) }
                     THEN u.id ELSE "outside" END AS s
MATCH (p)<-[:LOCATED_IN|HOST*0..1]-(x:Actor|Place)
WITH DISTINCT exact, levels, x, s ORDER BY s
WITH exact, levels, x, collect(s) AS ss
MATCH (x)-[r:PARTNER_OF|AFFILIATED_WITH|TENANT_OF|INVESTS_IN|FUNDS|LENDS_TO|MANAGES|BUILT_BY|SUCCEEDS|ACCEPTS_VOUCHERS_FROM|ORIGIN]->(y:Actor|Place)
WHERE ($status = "*" OR $status IN coalesce(r.statuses, [r.status]))
  AND ($form = "*" OR $form = type(r) OR $form IN r.forms)
  AND ($since = "*" OR coalesce(r.last, r.until, r.since) >= $since)
WITH exact, levels, ss, y, type(r) AS type, count(r) AS n,
     count(CASE WHEN "actual" IN coalesce(r.statuses, [r.status]) THEN 1 END) AS m
MATCH (y)-[:LOCATED_IN|HOST*0..1]->(q:Place)
WITH DISTINCT exact, levels, ss, y, type, n, m, q.id AS q ORDER BY q
WITH exact, levels, ss, y, type, n, m, collect(q) AS qs
WITH exact, levels, ss, qs, type, sum(n) AS n, sum(m) AS m
WITH exact, levels, qs, collect({ss: ss, type: type, n: n, m: m}) AS parts
CALL (exact, levels, qs) {
  UNWIND qs AS id
  MATCH (p:Place {id: id})
  OPTIONAL MATCH up = (p)-[:PART_OF*0..5]->(u:Place)
  WHERE u.level IN levels
  WITH exact, p, u, min(length(up)) AS steps ORDER BY steps, u.id
  WITH p, collect(u) AS above, collect(CASE WHEN u.level IN exact THEN u END) AS fit
  WITH CASE WHEN size(fit) = 1 THEN fit[0] WHEN size(above) = 0 THEN p ELSE above[0] END AS u
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
