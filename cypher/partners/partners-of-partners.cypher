// title: Partners of partners, not yet partners
// title_zh: 伙伴的伙伴（尚未直接合作）
// param actor: Actor|Place — the actor or place
// param_zh actor: 主体或地点
// param kind: kind = "*" — only this kind
// param_zh kind: 只看此类
// returns candidate, kind, through, partners, candidate_id
// view: table
MATCH (a:Actor|Place {id: $actor})-[:PARTNER_OF]-(b:Actor|Place)-[:PARTNER_OF]-(c:Actor|Place)
WHERE c.id <> a.id AND ($kind = "*" OR c.kind = $kind)
  AND NOT EXISTS { (a)-[:PARTNER_OF]-(c) }
WITH DISTINCT c, b
ORDER BY b.name, b.id
WITH c, collect(b.name) AS through
RETURN c.name AS candidate, c.kind AS kind, through, size(through) AS partners,
       c.id AS candidate_id
ORDER BY partners DESC, candidate, candidate_id
LIMIT $limit
