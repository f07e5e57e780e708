// title: How much is planned, under way and done
// title_zh: 各类事实的进展
// returns relationship, status, facts
// view: matrix(relationship, status, facts)
MATCH ()-[r]->()
WHERE r.status IS NOT NULL
WITH type(r) AS relationship, r.status AS status, count(r) AS facts
RETURN relationship, status, facts
ORDER BY relationship, status
LIMIT $limit
