// title: Who can help a firm: those that serve its industries, or wider ones, nearest first
// title_zh: 谁能帮到企业：服务其产业或上级产业者，由近及远
// param firm: Actor = "*" — the firm: its industries, its place, and whom it works with
// param_zh firm: 企业：取其产业、所在地与已有合作
// param industry: Industry = "*" — this industry instead of those of the firm
// param_zh industry: 以此产业代替企业的产业
// param place: Place = "*" — near this place instead of that of the firm
// param_zh place: 以此地代替企业的所在地
// returns helper, kind, form, industry, wanted, steps, status, since, near, near_place, ties, sources, helper_id, industry_id
// view: table
// `industry` is what the helper serves, `steps` levels above the industry that is `wanted`.  `near`
// is the level of the smallest place that both are in; a tenant is also where its host is.  `ties`
// are the relationships that firm and helper have already.
MATCH (own:Industry)
WHERE own.id = $industry OR ($industry = "*" AND (
  $firm = "*" OR EXISTS { (own)<-[:OPERATES_IN]-(:Actor {id: $firm}) }))
MATCH up = (own)-[:PART_OF*0..4]->(i:Industry)
WITH i, own, min(length(up)) AS steps ORDER BY steps, own.name, own.id
WITH i, collect(own.name) AS wanted, collect(steps) AS steps
WITH collect({id: i.id, wanted: wanted[0], steps: steps[0]}) AS industries
OPTIONAL MATCH (p:Place)
WHERE p.id = $place OR ($place = "*" AND EXISTS {
  (p)<-[:LOCATED_IN|HOST]-(:Actor)<-[:TENANT_OF*0..1]-(:Actor {id: $firm}) })
OPTIONAL MATCH (p)-[:PART_OF*0..5]->(u:Place)
WITH industries, collect(DISTINCT u.id) AS around
UNWIND industries AS one
MATCH (i:Industry {id: one.id})<-[r:SERVES]-(h:Actor)
WHERE h.id <> $firm AND r.status <> "ended"
OPTIONAL MATCH (h)-[:TENANT_OF*0..1]->(:Actor)-[:LOCATED_IN|HOST]->(:Place)-[:PART_OF*0..5]->(u:Place)
WHERE u.id IN around
WITH one, i, r, h, u, CASE u.level WHEN "town" THEN 0 WHEN "county" THEN 1 WHEN "city" THEN 2
     WHEN "municipality" THEN 2 WHEN "province" THEN 3 WHEN "region" THEN 4 WHEN "country" THEN 5
     ELSE 6 END AS far ORDER BY far, u.id
WITH one, i, r, h, min(far) AS far, collect(u) AS shared
WITH one, i, r, h, far,
     CASE r.status WHEN "actual" THEN 0 WHEN "under_way" THEN 1 WHEN "agreed" THEN 2 ELSE 3 END AS due,
     CASE WHEN size(shared) = 0 THEN null ELSE shared[0] END AS near
RETURN h.name AS helper, h.kind AS kind, h.form AS form, i.name AS industry, one.wanted AS wanted,
       one.steps AS steps, r.status AS status, r.since AS since, near.level AS near,
       near.name AS near_place,
       COLLECT { MATCH (h)-[t]-(:Actor {id: $firm}) WHERE type(t) <> "COOPERATES_WITH"
                 RETURN DISTINCT type(t) AS tie ORDER BY tie } AS ties,
       r.sources AS sources, h.id AS helper_id, i.id AS industry_id
ORDER BY far, due, steps, helper, helper_id, industry_id
LIMIT $limit
