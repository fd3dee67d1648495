DROP VIEW shelf;
DROP TABLE loans;
