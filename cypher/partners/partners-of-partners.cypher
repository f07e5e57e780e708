// title: Partners of partners, not yet partners
// title_zh: 伙伴的伙伴（尚未直接合作）
// param actor: Actor|Place — the actor or place
// param_zh actor: 主体或地点
// param kind: kind = "*" — only this kind
// param_zh kind: 只看此类
// returns candidate, kind, through, partners, candidate_id
// view: table
// Those that are already partners come with a row that has no `via`, which tells them apart.
MATCH (a:Actor|Place {id: $actor})
CALL (a) {
  MATCH (a)-[:PARTNER_OF]-(c:Actor|Place)
  RETURN c, null AS via
  UNION ALL
  MATCH (a)-[:PARTNER_OF]-(b:Actor|Place)-[:PARTNER_OF]-(c:Actor|Place)
  WHERE c.id <> a.id
  RETURN c, coalesce(b.name, b.id) AS via
}
WITH c, via
WHERE $kind = "*" OR c.kind = $kind
WITH c, via ORDER BY via
WITH c, collect(via) AS through, count(*) AS ways
WHERE size(through) = ways
RETURN c.name AS candidate, c.kind AS kind, through, size(through) AS partners,
       c.id AS candidate_id
ORDER BY partners DESC, candidate, candidate_id
LIMIT $limit
