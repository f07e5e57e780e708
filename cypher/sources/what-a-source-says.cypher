// title: What one source says
// title_zh: 某一来源所述
// param source: Source — the source
// param_zh source: 来源
// param kind: kind = "*" — only of things of this kind
// param_zh kind: 只看此类
// returns subject, subject_kind, relationship, object, object_kind, form, status, since, basis, source_count, subject_id, object_id
// view: table
// A row without relationship says that the thing exists.
CALL () {
  MATCH (x)
  WHERE $source IN x.sources
  RETURN x, null AS relationship, null AS y, x.form AS form, x.status AS status,
         x.since AS since, x.basis AS basis, size(x.sources) AS source_count
  UNION ALL
  MATCH (x)-[r]->(y)
  WHERE $source IN r.sources AND type(r) <> "PARTNER_OF"
  RETURN x, type(r) AS relationship, y, coalesce(r.form, r.role) AS form, r.status AS status,
         r.since AS since, r.basis AS basis, size(r.sources) AS source_count
}
WITH x, relationship, y, form, status, since, basis, source_count
WHERE $kind = "*" OR x.kind = $kind
RETURN x.name AS subject, x.kind AS subject_kind, relationship, y.name AS object,
       y.kind AS object_kind, form, status, since, basis, source_count,
       x.id AS subject_id, y.id AS object_id
ORDER BY subject_kind, subject, subject_id, relationship, object, object_id, form
LIMIT $limit
