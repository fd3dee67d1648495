-- who has which book
--
-- revision: 7e95c3a8
-- parents: 1b6f20d9

CREATE TABLE loans (
    id INTEGER PRIMARY KEY,
    book_id INTEGER NOT NULL REFERENCES books (id),
    reader VARCHAR(80) NOT NULL
);

CREATE VIEW shelf AS
SELECT books.title, authors.name AS author, loans.reader
FROM books
JOIN authors ON authors.id = books.author_id
LEFT JOIN loans ON loans.book_id = books.id;
