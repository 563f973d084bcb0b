"""The whole journal as plain rows, for exports, imports and merges."""
