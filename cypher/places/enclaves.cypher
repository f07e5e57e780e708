// title: Enclaves by origin and host, with their tenants
// title_zh: 科技飞地：来源地、所在地与入驻单位
// param origin: Place = "*" — only of this place, with all below it
// param_zh origin: 只看此地（含下辖）派出的
// param host: Place = "*" — only in this place, with all below it
// param_zh host: 只看设在此地（含下辖）的
// param status: status = "*" — only this status
// param_zh status: 只看此状态
// returns enclave, origins, hosts, status, since, floor_area, tenants, tenant_count, sources, enclave_id, origin_id, host_id, origin_ids, host_ids
// view: map(origin_id, host_id)
OPTIONAL MATCH (:Place {id: $origin})<-[:PART_OF*0..5]-(below:Place)
WITH collect(DISTINCT below) AS homes
OPTIONAL MATCH (:Place {id: $host})<-[:PART_OF*0..5]-(below:Place)
WITH homes, collect(DISTINCT below) AS seats
MATCH (e:Enclave)
WHERE ($status = "*" OR e.status = $status)
  AND ($origin = "*" OR EXISTS { MATCH (e)-[:ORIGIN]->(o:Place) WHERE o IN homes })
  AND ($host = "*" OR EXISTS { MATCH (e)-[:HOST]->(h:Place) WHERE h IN seats })
WITH e,
     COLLECT { MATCH (e)-[:ORIGIN]->(o:Place) RETURN o.name ORDER BY o.id } AS origins,
     COLLECT { MATCH (e)-[:ORIGIN]->(o:Place) RETURN o.id ORDER BY o.id } AS origin_ids,
     COLLECT { MATCH (e)-[:HOST]->(h:Place) RETURN h.name ORDER BY h.id } AS hosts,
     COLLECT { MATCH (e)-[:HOST]->(h:Place) RETURN h.id ORDER BY h.id } AS host_ids,
     COLLECT { MATCH (e)<-[:TENANT_OF]-(t) RETURN t.name ORDER BY t.name, t.id } AS tenants
RETURN e.name AS enclave, origins, hosts, e.status AS status, e.since AS since,
       e.floor_area AS floor_area, tenants, size(tenants) AS tenant_count, e.sources AS sources,
       e.id AS enclave_id, origin_ids[0] AS origin_id, host_ids[0] AS host_id,
       origin_ids, host_ids
ORDER BY enclave, enclave_id
LIMIT $limit
