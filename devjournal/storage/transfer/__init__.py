"""The whole journal as plain rows: out for an export, in for an import or a merge."""
