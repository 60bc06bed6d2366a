// Statements with bound values on SQLite and PostgreSQL; pools, transactions, migrations.
