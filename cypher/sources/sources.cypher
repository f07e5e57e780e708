// title: Sources and how much each says
// title_zh: 来源及其内容多少
// returns source, publisher, date, licence, source_rank, nodes, relationships, source_id
// view: table
MATCH (s:Source)
WITH s, COUNT { MATCH (n) WHERE s.id IN n.sources } AS nodes
WITH s, nodes, COUNT { MATCH ()-[r]->() WHERE s.id IN r.sources AND type(r) <> "PARTNER_OF" } AS relationships
RETURN s.name AS source, s.publisher AS publisher, toString(s.date) AS date, s.licence AS licence,
       s.rank AS source_rank, nodes, relationships, s.id AS source_id
ORDER BY source_rank, source_id
LIMIT $limit
