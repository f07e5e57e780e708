// title: For which place of a level each place counts
// title_zh: 各地点汇总到哪一地
// param level: place_level = "city" — the level
// param_zh level: 汇总层级
// returns place, level, unit_place, unit_level, place_id, unit_place_id
// view: table
// The rule by which place-links sums: the one place of the level to which a place belongs, or which
// it is.  One of no such place, or of several (a region across provinces), counts for the nearest
// that is larger, which may be itself, and else for itself.
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
WITH exact, p, u, min(length(up)) AS steps ORDER BY steps, u.id
WITH p, collect(u) AS above, collect(CASE WHEN u.level IN exact THEN u END) AS fit
WITH p, CASE WHEN size(fit) = 1 THEN fit[0] WHEN size(above) = 0 THEN p ELSE above[0] END AS u
RETURN p.name AS place, p.level AS level, u.name AS unit_place, u.level AS unit_level,
       p.id AS place_id, u.id AS unit_place_id
ORDER BY place_id
LIMIT $limit
