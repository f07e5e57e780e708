// title: What connects two places
// title_zh: 两地之间有哪些联系
// param a: Place — the one, with all below it
// param_zh a: 其一，含其下辖
// param b: Place — the other, with all below it
// param_zh b: 其二，含其下辖
// returns in_a, relationship, via, via_kind, in_b, form, status, since, sources, in_a_id, via_id, in_b_id, from_id
// view: network(in_a, in_b)
// Direct relationships, what both are in (agreement, event, project), and enclaves with tenants.
// A relationship that leads to an enclave's tenant has the enclave as `via`.  `from_id` is the end
// at which a direct relationship begins.  Of what both are in, `since` is as in cooperations-of-actor:
// when they took part, else when it was signed or held.
CALL () {
  MATCH (:Place {id: $a})<-[:PART_OF*0..5]-(:Place)<-[:LOCATED_IN|HOST*0..1]-(x:Actor|Place)
  WITH DISTINCT x
  MATCH (x)-[r:COOPERATES_WITH|AFFILIATED_WITH|TENANT_OF|INVESTS_IN|FUNDS|LENDS_TO|MANAGES|BUILT_BY|SUCCEEDS|ACCEPTS_VOUCHERS_FROM|ORIGIN]-(y:Actor|Place)
  WHERE EXISTS { (y)-[:LOCATED_IN|HOST*0..1]->(:Place)-[:PART_OF*0..5]->(:Place {id: $b}) }
    AND NOT EXISTS { (x)-[:LOCATED_IN|HOST*0..1]->(:Place)-[:PART_OF*0..5]->(:Place {id: $b}) }
    AND NOT EXISTS { (y)-[:LOCATED_IN|HOST*0..1]->(:Place)-[:PART_OF*0..5]->(:Place {id: $a}) }
  RETURN x, type(r) AS relationship, null AS via, y, startNode(r).id AS start, coalesce(r.form, r.role) AS form,
         r.status AS status, r.since AS since, r.sources AS sources
  UNION ALL
  MATCH (:Place {id: $a})<-[:PART_OF*0..5]-(:Place)<-[:LOCATED_IN|HOST*0..1]-(x:Actor|Place)
  WITH DISTINCT x
  MATCH (x)-[r:PARTY_TO|ORGANISES|PARTICIPATES_IN]->(via:Agreement|Event|Project)
        <-[s:PARTY_TO|ORGANISES|PARTICIPATES_IN]-(y:Actor|Place)
  WHERE EXISTS { (y)-[:LOCATED_IN|HOST*0..1]->(:Place)-[:PART_OF*0..5]->(:Place {id: $b}) }
    AND NOT EXISTS { (x)-[:LOCATED_IN|HOST*0..1]->(:Place)-[:PART_OF*0..5]->(:Place {id: $b}) }
    AND NOT EXISTS { (y)-[:LOCATED_IN|HOST*0..1]->(:Place)-[:PART_OF*0..5]->(:Place {id: $a}) }
  RETURN x, type(r) AS relationship, via, y, null AS start, via.form AS form,
         s.status AS status,
         coalesce(s.since, r.since, toInteger(left(toString(coalesce(via.signed, via.date)), 4)), via.since) AS since,
         s.sources AS sources
  UNION ALL
  MATCH (:Place {id: $a})<-[:PART_OF*0..5]-(:Place)<-[:LOCATED_IN|HOST*0..1]-(x:Actor|Place)
  WITH DISTINCT x
  MATCH (x)<-[:ORIGIN]-(via:Enclave)<-[r:TENANT_OF]-(y)
  WHERE EXISTS { (via)-[:LOCATED_IN|HOST*0..1]->(:Place)-[:PART_OF*0..5]->(:Place {id: $b}) }
    AND NOT EXISTS { (x)-[:LOCATED_IN|HOST*0..1]->(:Place)-[:PART_OF*0..5]->(:Place {id: $b}) }
    AND NOT EXISTS { (y)-[:LOCATED_IN|HOST*0..1]->(:Place)-[:PART_OF*0..5]->(:Place {id: $a}) }
  RETURN x, "TENANT_OF" AS relationship, via, y, null AS start, null AS form,
         r.status AS status, r.since AS since, r.sources AS sources
  UNION ALL
  MATCH (:Place {id: $b})<-[:PART_OF*0..5]-(:Place)<-[:LOCATED_IN|HOST*0..1]-(y:Actor|Place)
  WITH DISTINCT y
  MATCH (y)<-[:ORIGIN]-(via:Enclave)<-[r:TENANT_OF]-(x)
  WHERE EXISTS { (via)-[:LOCATED_IN|HOST*0..1]->(:Place)-[:PART_OF*0..5]->(:Place {id: $a}) }
    AND NOT EXISTS { (y)-[:LOCATED_IN|HOST*0..1]->(:Place)-[:PART_OF*0..5]->(:Place {id: $a}) }
    AND NOT EXISTS { (x)-[:LOCATED_IN|HOST*0..1]->(:Place)-[:PART_OF*0..5]->(:Place {id: $b}) }
  RETURN x, "TENANT_OF" AS relationship, via, y, null AS start, null AS form,
         r.status AS status, r.since AS since, r.sources AS sources
}
RETURN DISTINCT x.name AS in_a, relationship, via.name AS via, via.kind AS via_kind, y.name AS in_b,
       form, status, since, sources, x.id AS in_a_id, via.id AS via_id, y.id AS in_b_id,
       start AS from_id
ORDER BY relationship, in_a, in_b, in_a_id, in_b_id, via_id, form, status, since, from_id
LIMIT $limit
