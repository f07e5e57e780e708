// title: Whose innovation vouchers are accepted where
// title_zh: 创新券在何处可用
// returns accepts, accepts_kind, issuer, issuer_kind, status, since, sources, accepts_id, issuer_id
// view: network(accepts, issuer)
MATCH (a)-[r:ACCEPTS_VOUCHERS_FROM]->(b)
RETURN a.name AS accepts, a.kind AS accepts_kind, b.name AS issuer, b.kind AS issuer_kind,
       r.status AS status, r.since AS since, r.sources AS sources,
       a.id AS accepts_id, b.id AS issuer_id
ORDER BY accepts, accepts_id, issuer, issuer_id
LIMIT $limit
