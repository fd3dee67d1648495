-- books and their authors
--
-- revision: 1b6f20d9
-- parents: none

CREATE TABLE authors (
    id INTEGER PRIMARY KEY,
    name VARCHAR(80) NOT NULL UNIQUE
);

CREATE TABLE books (
    id INTEGER PRIMARY KEY,
    author_id INTEGER NOT NULL REFERENCES authors (id),
    title VARCHAR(200) NOT NULL
);

INSERT INTO authors (id, name) VALUES (1, 'Ada Lovelace'), (2, 'Flann O''Brien');
INSERT INTO books (id, author_id, title) VALUES (1, 1, 'Notes'), (2, 2, 'The Third Policeman');
