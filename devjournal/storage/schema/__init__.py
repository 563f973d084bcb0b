"""The schema: tables, migrations, the search index, and the SQLite file itself."""
