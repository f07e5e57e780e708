// title: Industries that nobody serves
// title_zh: 尚无主体服务的产业
// param class: industry_class = "*" — only this class of industry
// param_zh class: 只看此类产业
// returns industry, class, planned, served_above, operating, industry_id
// view: table
// Served: some actor serves it, or something below it, now. `planned` counts those who are to serve
// it, `served_above` those who serve a wider industry of which it is part.
MATCH (i:Industry)
WHERE $class = "*" OR i.class = $class
OPTIONAL MATCH (i)<-[:PART_OF*0..4]-(:Industry)<-[r:SERVES]-(a:Actor)
WITH i, count(DISTINCT CASE WHEN r.status = "actual" THEN a.id END) AS serving,
     count(DISTINCT CASE WHEN r.status IN ["planned", "agreed", "under_way"] THEN a.id END) AS planned
WHERE serving = 0
OPTIONAL MATCH (i)-[:PART_OF*1..4]->(:Industry)<-[:SERVES {status: "actual"}]-(u:Actor)
WITH i, planned, count(DISTINCT u.id) AS served_above
OPTIONAL MATCH (i)<-[:PART_OF*0..4]-(:Industry)<-[:OPERATES_IN]-(o:Actor)
WITH i, planned, served_above, count(DISTINCT o.id) AS operating
RETURN i.name AS industry, i.class AS class, planned, served_above, operating, i.id AS industry_id
ORDER BY operating DESC, industry, industry_id
LIMIT $limit
