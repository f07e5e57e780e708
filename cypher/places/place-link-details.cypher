// title: What the links between two places consist of
// title_zh: 两地联系的明细
// param place: Place — the one, as in place-links
// param_zh place: 其一，同“地点之间的联系”
// param other: Place — the other
// param_zh other: 其二
// param level: place_level = "city" — the level at which they were counted
// param_zh level: 汇总时的层级
// param status: status = "*" — only links with this status
// param_zh status: 只看此状态
// param form: text = "*" — only links of this form of partnership, or of this relationship
// param_zh form: 只看此结伴形式或此类关系
// param since: year = "*" — only links of this year or later
// param_zh since: 只看此年及以后的
// returns source_node, source_kind, relationship, target_node, target_kind, forms, statuses, since, sources, source_node_id, target_node_id
// view: network(source_node, target_node)
// One row for each link that place-links counts for this pair.
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
WITH p.id AS p, CASE WHEN size(fit) = 1 THEN fit[0].id WHEN size(above) = 0 THEN p.id
                    ELSE above[0].id END AS unit
WITH collect({p: p, unit: unit}) AS units
WITH [t IN units WHERE t.unit = $place | t.p] AS here, [t IN units WHERE t.unit = $other | t.p] AS there
CALL (here) {
  UNWIND here AS id
  MATCH (p:Place {id: id})<-[:LOCATED_IN|HOST*0..1]-(x:Actor|Place)
  RETURN collect(DISTINCT x) AS xs
}
UNWIND xs AS x
MATCH (x)-[r:PARTNER_OF|AFFILIATED_WITH|TENANT_OF|INVESTS_IN|FUNDS|LENDS_TO|MANAGES|BUILT_BY|SUCCEEDS|ACCEPTS_VOUCHERS_FROM|ORIGIN]-(y:Actor|Place)
WHERE ($status = "*" OR $status IN coalesce(r.statuses, [r.status]))
  AND ($form = "*" OR $form = type(r) OR $form IN r.forms)
  AND ($since = "*" OR coalesce(r.last, r.until, r.since) >= $since)
  AND EXISTS { MATCH (y)-[:LOCATED_IN|HOST*0..1]->(q:Place) WHERE q.id IN there }
WITH DISTINCT r
WITH r, startNode(r) AS s, endNode(r) AS t
RETURN s.name AS source_node, s.kind AS source_kind, type(r) AS relationship,
       t.name AS target_node, t.kind AS target_kind, r.forms AS forms,
       coalesce(r.statuses, [r.status]) AS statuses, coalesce(r.since, r.first) AS since,
       r.sources AS sources, s.id AS source_node_id, t.id AS target_node_id
ORDER BY relationship, source_node, source_node_id, target_node, target_node_id
LIMIT $limit
