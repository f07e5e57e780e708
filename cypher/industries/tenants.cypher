// title: Tenants of a park, enclave, platform or incubator
// title_zh: 园区、飞地、平台或孵化载体的入驻单位
// param host: Actor = "*" — where the tenants are
// param_zh host: 入驻何处
// param status: status = "*" — only this status
// param_zh status: 只看此状态
// returns host, host_kind, tenant, kind, industries, status, since, basis, sources, host_id, tenant_id
// view: network(tenant, host)
MATCH (h:Actor)<-[r:TENANT_OF]-(t)
WHERE ($host = "*" OR h.id = $host) AND ($status = "*" OR r.status = $status)
RETURN h.name AS host, h.kind AS host_kind, t.name AS tenant, t.kind AS kind,
       COLLECT { MATCH (t)-[:OPERATES_IN]->(i:Industry) RETURN i.name ORDER BY i.name } AS industries,
       r.status AS status, r.since AS since, r.basis AS basis, r.sources AS sources,
       h.id AS host_id, t.id AS tenant_id
ORDER BY host, host_id, tenant, tenant_id
LIMIT $limit
