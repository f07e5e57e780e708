// title: How many actors of each kind a place has
// title_zh: 各地各类主体数量
// param level: place_level = "city" — smaller places count for the place of this level
// param_zh level: 下级地点计入此层级
// param status: status = "*" — only this status
// param_zh status: 只看此状态
// returns place, kind, actors, place_id
// view: matrix(place, kind, actors)
MATCH (p:Place)
OPTIONAL MATCH up = (p)-[:PART_OF*0..5]->(u:Place)
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
WITH p, CASE WHEN size(above) = 0 THEN p ELSE above[0] END AS u
MATCH (p)<-[:LOCATED_IN|HOST]-(a:Actor)
WHERE $status = "*" OR a.status = $status
WITH u, a.kind AS kind, count(DISTINCT a.id) AS actors
RETURN u.name AS place, kind, actors, u.id AS place_id
ORDER BY place_id, actors DESC, kind
LIMIT $limit
