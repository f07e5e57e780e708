// title: How many of each relationship
// title_zh: 各类关系数量
// returns relationship, relationships, statements
// view: table
MATCH ()-[r]->()
WITH type(r) AS relationship, count(r) AS relationships, sum(r.n) AS statements
RETURN relationship, relationships, statements
ORDER BY relationships DESC, relationship
LIMIT $limit
