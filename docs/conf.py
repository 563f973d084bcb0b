"""How the docs become a site: `make docs`. A link that leads nowhere is an error."""

import devjournal

project = "devjournal"
author = "the devjournal authors"
copyright = "2026, the devjournal authors"
version = release = devjournal.__version__

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns: list[str] = []
nitpicky = True
myst_heading_anchors = 4
myst_links_external_new_tab = False
suppress_warnings = ["misc.highlighting_failure"]  # a tmux.conf and a CSV are shown as they are

html_theme = "furo"
html_title = "devjournal"
html_show_sphinx = False
html_copy_source = False
html_use_index = False  # what it would list has no entries
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_extra_path = ["journal.schema.json"]
