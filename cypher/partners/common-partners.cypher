// title: Common partners of two
// title_zh: 两个主体的共同伙伴
// param a: Actor|Place — the one
// param_zh a: 其一
// param b: Actor|Place — the other
// param_zh b: 其二
// returns partner, kind, forms_with_a, forms_with_b, sources, partner_id
// view: table
MATCH (a:Actor|Place {id: $a})
MATCH (b:Actor|Place {id: $b})
MATCH (a)-[r:PARTNER_OF]-(c:Actor|Place)-[s:PARTNER_OF]-(b)
WHERE c.id <> a.id AND c.id <> b.id
RETURN c.name AS partner, c.kind AS kind, r.forms AS forms_with_a, s.forms AS forms_with_b,
       r.sources + [x IN s.sources WHERE NOT x IN r.sources] AS sources, c.id AS partner_id
ORDER BY partner, partner_id
LIMIT $limit
