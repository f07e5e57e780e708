// title: Who funds, invests in or lends to whom
// title_zh: 资助、投资与贷款
// param actor: Actor|Place = "*" — only what this one gives or gets
// param_zh actor: 只看此方给出或获得的
// param status: status = "*" — only this status
// param_zh status: 只看此状态
// returns giver, giver_kind, relationship, receiver, receiver_kind, amount, amount_unit, status, since, sources, giver_id, receiver_id
// view: network(giver, receiver)
MATCH (a)-[r:FUNDS|INVESTS_IN|LENDS_TO]->(b)
WHERE ($actor = "*" OR a.id = $actor OR b.id = $actor) AND ($status = "*" OR r.status = $status)
RETURN a.name AS giver, a.kind AS giver_kind, type(r) AS relationship, b.name AS receiver,
       b.kind AS receiver_kind, r.amount AS amount, r.amount_unit AS amount_unit,
       r.status AS status, r.since AS since, r.sources AS sources,
       a.id AS giver_id, b.id AS receiver_id
ORDER BY relationship, giver, giver_id, receiver, receiver_id
LIMIT $limit
