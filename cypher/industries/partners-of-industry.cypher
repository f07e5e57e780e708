// title: Whom those in an industry work with
// title_zh: 某产业的从业者与谁合作
// param firm: Actor = "*" — in the industries of this one, which itself does not count
// param_zh firm: 取此企业的产业，其自身不计
// param industry: Industry = "*" — this industry instead, with all below it
// param_zh industry: 以此产业（含其下各细分）代替
// returns partner, kind, operators, operator_count, statuses, first, sources, partner_id
// view: table
// `operators` are those in the industry that work with the partner, in whatever form.
MATCH (own:Industry)
WHERE own.id = $industry OR ($industry = "*" AND (
  $firm = "*" OR EXISTS { (own)<-[:OPERATES_IN]-(:Actor {id: $firm}) }))
MATCH (own)<-[:PART_OF*0..4]-(:Industry)<-[r:OPERATES_IN]-(a:Actor)-[p:PARTNER_OF]-(h:Actor)
WHERE a.id <> $firm AND h.id <> $firm AND r.status <> "ended"
UNWIND p.sources AS source
UNWIND p.statuses AS status
WITH h, a, p, source, status ORDER BY a.name, a.id, source, status
WITH h, collect(DISTINCT a.name) AS operators, count(DISTINCT a) AS operator_count,
     collect(DISTINCT status) AS statuses, min(p.first) AS first, collect(DISTINCT source) AS sources
RETURN h.name AS partner, h.kind AS kind, operators, operator_count, statuses, first, sources,
       h.id AS partner_id
ORDER BY operator_count DESC, partner, partner_id
LIMIT $limit
