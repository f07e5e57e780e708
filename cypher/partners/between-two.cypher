// title: Everything between two
// title_zh: 两者之间的一切联系
// param a: Actor|Place — the one
// param_zh a: 其一
// param b: Actor|Place — the other
// param_zh b: 其二
// returns relationship, form, via, via_kind, status, other_status, since, until, sources, via_id
// view: table
MATCH (a:Actor|Place {id: $a})
MATCH (b:Actor|Place {id: $b})
CALL (a, b) {
  MATCH (a)-[r]-(b)
  WHERE type(r) <> "PARTNER_OF"
  RETURN type(r) AS relationship, coalesce(r.form, r.role) AS form, null AS x, r.status AS status,
         null AS other_status, r.since AS since, r.until AS until, r.sources AS sources
  UNION ALL
  MATCH (a)-[r]-(x:Agreement|Event|Project|Programme|System|Enclave|Person)-[s]-(b)
  WHERE type(r) <> "PARTNER_OF" AND type(s) <> "PARTNER_OF"
  RETURN type(r) AS relationship, coalesce(r.form, r.role) AS form, x, r.status AS status,
         s.status AS other_status, r.since AS since, r.until AS until, r.sources AS sources
}
RETURN DISTINCT relationship, form, x.name AS via, x.kind AS via_kind, status, other_status,
       since, until, sources, x.id AS via_id
ORDER BY relationship, form, via_id, status, since
LIMIT $limit
