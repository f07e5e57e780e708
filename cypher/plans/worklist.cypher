// title: Planned and not yet actual
// title_zh: 已计划、尚未实现的事项
// param status: status = "*" — planned, agreed or under_way; * for the three
// param_zh status: 计划、已签约或推进中；* 为三者
// param by: year = "*" — only what is due in this year or earlier
// param_zh by: 只看此年及以前到期的
// param source: Source = "*" — only what this source says
// param_zh source: 只看此来源所述
// returns status, since, subject, subject_kind, relationship, object, object_kind, form, sources, subject_id, object_id
// view: table
// A row without relationship is a thing that is itself still to come.
CALL () {
  MATCH (n)
  WHERE n.status IN ["planned", "agreed", "under_way"] AND n.kind <> "Observation"
  RETURN n AS x, null AS relationship, null AS y, n.status AS status, n.since AS since,
         n.form AS form, n.sources AS sources
  UNION ALL
  MATCH (x)-[r]->(y)
  WHERE r.status IN ["planned", "agreed", "under_way"] AND x.kind <> "Observation"
  RETURN x, type(r) AS relationship, y, r.status AS status, r.since AS since,
         coalesce(r.form, r.role) AS form, r.sources AS sources
}
WITH x, relationship, y, status, since, form, sources
WHERE ($status = "*" OR status = $status) AND ($by = "*" OR since <= $by)
  AND ($source = "*" OR $source IN sources)
RETURN status, since, x.name AS subject, x.kind AS subject_kind, relationship, y.name AS object,
       y.kind AS object_kind, form, sources, x.id AS subject_id, y.id AS object_id
ORDER BY status, since, subject_kind, subject, subject_id, relationship, object, object_id, form
LIMIT $limit
