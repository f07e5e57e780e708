// title: Stated by more than one source
// title_zh: 一个以上来源所述
// param kind: kind = "*" — only of things of this kind
// param_zh kind: 只看此类
// returns subject, subject_kind, relationship, object, object_kind, form, status, sources, source_count, subject_id, object_id
// view: table
CALL () {
  MATCH (x)
  WHERE size(x.sources) > 1
  RETURN x, null AS relationship, null AS y, x.form AS form, x.status AS status, x.sources AS sources
  UNION ALL
  MATCH (x)-[r]->(y)
  WHERE size(r.sources) > 1 AND type(r) <> "PARTNER_OF"
  RETURN x, type(r) AS relationship, y, coalesce(r.form, r.role) AS form, r.status AS status,
         r.sources AS sources
}
WITH x, relationship, y, form, status, sources
WHERE $kind = "*" OR x.kind = $kind
RETURN x.name AS subject, x.kind AS subject_kind, relationship, y.name AS object,
       y.kind AS object_kind, form, status, sources, size(sources) AS source_count,
       x.id AS subject_id, y.id AS object_id
ORDER BY source_count DESC, subject_kind, subject, subject_id, relationship, object, object_id, form
LIMIT $limit
