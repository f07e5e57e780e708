// title: Platforms by industries and tenants
// title_zh: 平台的产业与入驻单位
// param industry: Industry = "*" — only platforms that serve this industry, or what is below it
// param_zh industry: 只看服务此产业（含细分）的
// param kind: kind = "Platform" — actors of this kind; * for all
// param_zh kind: 此类主体；* 为全部
// returns platform, kind, industries, planned_industries, tenants, tenant_count, platform_id
// view: table
OPTIONAL MATCH (:Industry {id: $industry})<-[:PART_OF*0..4]-(below:Industry)
WITH collect(DISTINCT below) AS wanted
MATCH (a:Actor)
WHERE ($kind = "*" OR a.kind = $kind)
  AND ($industry = "*" OR EXISTS { MATCH (a)-[:SERVES]->(i:Industry) WHERE i IN wanted })
  AND (EXISTS { (a)-[:SERVES]->() } OR EXISTS { (a)<-[:TENANT_OF]-() })
WITH a,
     COLLECT { MATCH (a)-[r:SERVES]->(i:Industry) WHERE r.status IN ["actual", "ended"] RETURN i.name ORDER BY i.name } AS industries,
     COLLECT { MATCH (a)-[r:SERVES]->(i:Industry) WHERE NOT r.status IN ["actual", "ended"] RETURN i.name ORDER BY i.name } AS planned_industries,
     COLLECT { MATCH (a)<-[:TENANT_OF]-(t) RETURN t.name ORDER BY t.name, t.id } AS tenants
RETURN a.name AS platform, a.kind AS kind, industries, planned_industries, tenants,
       size(tenants) AS tenant_count, a.id AS platform_id
ORDER BY tenant_count DESC, platform, platform_id
LIMIT $limit
