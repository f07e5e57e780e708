// title: Plans, policies, honour lists and reserve libraries
// title_zh: 规划、政策、荣誉名单与后备库
// param form: programme_form = "*" — only this form
// param_zh form: 只看此类
// returns programme, form, level, status, since, issuers, implementers, parts, listed, sources, programme_id
// view: table
MATCH (m:Programme)
WHERE $form = "*" OR m.form = $form
RETURN m.name AS programme, m.form AS form, m.level AS level, m.status AS status, m.since AS since,
       COLLECT { MATCH (m)-[:ISSUED_BY]->(x) RETURN x.name ORDER BY x.name, x.id } AS issuers,
       COLLECT { MATCH (m)<-[:IMPLEMENTS]-(x) RETURN x.name ORDER BY x.name, x.id } AS implementers,
       COUNT { (m)<-[:PART_OF]-() } AS parts, COUNT { (m)<-[:LISTED_IN]-() } AS listed,
       m.sources AS sources, m.id AS programme_id
ORDER BY programme, programme_id
LIMIT $limit
