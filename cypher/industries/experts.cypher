// title: People, where they work and what they are expert in
// title_zh: 人员的任职与专长
// param industry: Industry = "*" — only experts in this industry, or what is below it
// param_zh industry: 只看此产业（含细分）的专家
// param actor: Actor = "*" — only people of this institution
// param_zh actor: 只看此机构的人员
// returns person, person_title, works_at, industries, programmes, sources, person_id
// view: table
OPTIONAL MATCH (:Industry {id: $industry})<-[:PART_OF*0..4]-(below:Industry)
WITH collect(DISTINCT below) AS wanted
MATCH (h:Person)
WHERE ($industry = "*" OR EXISTS { MATCH (h)-[:EXPERT_IN]->(i:Industry) WHERE i IN wanted })
  AND ($actor = "*" OR EXISTS { MATCH (h)-[:WORKS_AT]->(a:Actor) WHERE a.id = $actor })
RETURN h.name AS person, h.title AS person_title,
       COLLECT { MATCH (h)-[:WORKS_AT]->(a:Actor) RETURN a.name ORDER BY a.name } AS works_at,
       COLLECT { MATCH (h)-[:EXPERT_IN]->(i:Industry) RETURN i.name ORDER BY i.name } AS industries,
       COLLECT { MATCH (h)-[:LISTED_IN|PARTICIPATES_IN]->(m:Programme) RETURN DISTINCT m.name ORDER BY m.name } AS programmes,
       h.sources AS sources, h.id AS person_id
ORDER BY person, person_id
LIMIT $limit
