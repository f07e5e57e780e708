// title: Who is on a list, carries out a plan or takes part in it
// title_zh: 名单、计划的入选与参与者
// param programme: Programme = "*" — the list or plan, with its parts
// param_zh programme: 名单或计划，含其各部分
// param status: status = "*" — only this status
// param_zh status: 只看此状态
// returns programme, member, kind, relationship, role, status, since, sources, programme_id, member_id
// view: network(member, programme)
OPTIONAL MATCH (:Programme {id: $programme})<-[:PART_OF*0..4]-(below:Programme)
WITH collect(DISTINCT below) AS wanted
MATCH (m:Programme)<-[r:LISTED_IN|IMPLEMENTS|PARTICIPATES_IN]-(x)
WHERE ($programme = "*" OR m IN wanted) AND ($status = "*" OR r.status = $status)
RETURN m.name AS programme, x.name AS member, x.kind AS kind, type(r) AS relationship,
       r.role AS role, r.status AS status, r.since AS since, r.sources AS sources,
       m.id AS programme_id, x.id AS member_id
ORDER BY programme, programme_id, member, member_id, relationship, role
LIMIT $limit
