// title: What one source speaks of: things and relationships, under the names that the graph shows
// title_zh: 某一来源涉及的节点与联系（名称、类别按图谱所示）
// param source: Source — the source
// param_zh source: 来源
// param kind: kind = "*" — only of things of this kind
// param_zh kind: 只看此类
// returns subject, subject_kind, relationship, object, object_kind, form, source_count, subject_id, object_id
// view: table
// A row without relationship says that the source speaks of the thing itself.  Names and kinds are those that
// all sources together give it; what this one says word by word is in the ledger: triplehelix sources --facts ID.
CALL () {
  MATCH (x)
  WHERE $source IN x.sources
  RETURN x, null AS relationship, null AS y, null AS form, size(x.sources) AS source_count
  UNION ALL
  MATCH (x)-[r]->(y)
  WHERE $source IN r.sources AND type(r) <> "PARTNER_OF"
  RETURN x, type(r) AS relationship, y, coalesce(r.form, r.role) AS form, size(r.sources) AS source_count
}
WITH x, relationship, y, form, source_count
WHERE $kind = "*" OR x.kind = $kind
RETURN x.name AS subject, x.kind AS subject_kind, relationship, y.name AS object,
       y.kind AS object_kind, form, source_count, x.id AS subject_id, y.id AS object_id
ORDER BY subject_kind, subject, subject_id, relationship, object, object_id, form
LIMIT $limit
