// title: Where what is stated differs
// title_zh: 说法不一之处
// returns subject, subject_kind, property, values, relationship, object, statuses, sources, subject_id, object_id
// view: table
// A property on which sources disagree, with each value and who gives it, what is believed first, and
// only these sources; or a relationship that is stated with several statuses.
CALL () {
  MATCH (x)
  WHERE size(x.disputed) > 0
  UNWIND x.disputed AS property
  WITH x, property, [d IN x.disputes WHERE d STARTS WITH property + ": "] AS sides
  RETURN x, property, [d IN sides | substring(d, size(property) + 2)] AS values,
         null AS relationship, null AS y, null AS statuses,
         [s IN x.sources WHERE any(d IN sides WHERE d ENDS WITH " (" + s + ")")] AS sources
  UNION ALL
  MATCH (x)-[r]->(y)
  WHERE size(r.statuses) > 1 AND type(r) <> "PARTNER_OF"
  RETURN x, "status" AS property, null AS values, type(r) AS relationship, y, r.statuses AS statuses,
         r.sources AS sources
}
RETURN x.name AS subject, x.kind AS subject_kind, property, values, relationship, y.name AS object,
       statuses, sources, x.id AS subject_id, y.id AS object_id
ORDER BY subject_kind, subject, subject_id, relationship, property, object_id
LIMIT $limit
