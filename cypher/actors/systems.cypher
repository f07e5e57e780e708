// title: Information systems, who builds, runs and uses them
// title_zh: 信息系统的建设、管理与使用
// param status: status = "*" — only this status
// param_zh status: 只看此状态
// returns system, level, status, since, builders, managers, users, part_of, sources, system_id
// view: table
MATCH (s:System)
WHERE $status = "*" OR s.status = $status
RETURN s.name AS system, s.level AS level, s.status AS status, s.since AS since,
       COLLECT { MATCH (s)-[:BUILT_BY]->(x) RETURN x.name ORDER BY x.name, x.id } AS builders,
       COLLECT { MATCH (s)<-[:MANAGES]-(x) RETURN x.name ORDER BY x.name, x.id } AS managers,
       COLLECT { MATCH (s)<-[:USES]-(x) RETURN x.name ORDER BY x.name, x.id } AS users,
       COLLECT { MATCH (s)-[:PART_OF]->(x) RETURN x.name ORDER BY x.name, x.id } AS part_of,
       s.sources AS sources, s.id AS system_id
ORDER BY system, system_id
LIMIT $limit
