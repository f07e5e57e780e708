// title: Each cooperation of an actor
// title_zh: 某主体的每一项合作
// param actor: Actor|Place — the actor or place
// param_zh actor: 主体或地点
// param form: partner_form = "*" — only this form
// param_zh form: 只看此形式
// param status: status = "*" — only this status
// param_zh status: 只看此状态
// param since: year = "*" — only what began in this year or later
// param_zh since: 只看此年及以后开始的
// returns partner, kind, form, via, status, since, until, sources, partner_id, via_id
// view: table
// What PARTNER_OF is derived from, by the same rules: direct cooperation, and meeting (`via`) in an
// agreement, an event of up to 100 or a project of up to 10. A meeting is no further along than
// either of the two.
MATCH (a:Actor|Place {id: $actor})
CALL (a) {
  MATCH (a)-[r:COOPERATES_WITH]-(b:Actor|Place)
  RETURN b, coalesce(r.form, "unspecified") AS form, null AS x, r.status AS status,
         r.since AS since, r.until AS until, r.sources AS sources
  UNION ALL
  MATCH (a)-[r:PARTY_TO|ORGANISES|PARTICIPATES_IN]->(x:Agreement|Event|Project)
  WITH a, r, x,
       COUNT { MATCH (x)<-[:PARTY_TO|ORGANISES|PARTICIPATES_IN]-(o) RETURN DISTINCT o.id } AS crowd
  WHERE x.kind = "Agreement" OR crowd <= 10 OR x.kind = "Event" AND crowd <= 100
  MATCH (x)<-[s:PARTY_TO|ORGANISES|PARTICIPATES_IN]-(b:Actor|Place)
  WHERE b.id <> a.id
  RETURN b, toLower(x.kind) AS form, x,
         [y IN ["planned", "agreed", "under_way", "actual", "ended"]
          WHERE y IN [r.status, s.status]][0] AS status,
         coalesce(s.since, r.since, toInteger(left(toString(coalesce(x.signed, x.date)), 4)), x.since) AS since,
         s.until AS until, s.sources AS sources
}
WITH b, form, x, status, since, until, sources
WHERE ($form = "*" OR form = $form) AND ($status = "*" OR status = $status)
  AND ($since = "*" OR since >= $since)
RETURN DISTINCT b.name AS partner, b.kind AS kind, form, x.name AS via, status, since, until,
       sources, b.id AS partner_id, x.id AS via_id
ORDER BY partner, partner_id, form, via_id, status, since
LIMIT $limit
