// title: The tree of industries, with who serves and who operates
// title_zh: 产业树：服务者与从业者数
// returns industry, class, part_of, serving, planned, operating, experts, industry_id, part_of_id
// view: table
// Counts are of what is said of the industry itself, without those below it.
MATCH (i:Industry)
OPTIONAL MATCH (i)-[:PART_OF]->(up:Industry)
RETURN i.name AS industry, i.class AS class, up.name AS part_of,
       COUNT { (i)<-[:SERVES {status: "actual"}]-() } AS serving,
       COUNT { MATCH (i)<-[r:SERVES]-() WHERE r.status IN ["planned", "agreed", "under_way"] } AS planned,
       COUNT { (i)<-[:OPERATES_IN]-(:Actor) } AS operating,
       COUNT { (i)<-[:EXPERT_IN]-() } AS experts,
       i.id AS industry_id, up.id AS part_of_id
ORDER BY part_of, part_of_id, industry, industry_id
LIMIT $limit
