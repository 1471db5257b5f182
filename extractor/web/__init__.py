"""A findings database in the browser: tables, ready questions, search and dashboards, for this machine alone.

Datasette does the work; what is ours is what things are called, the questions, the charts and the way from a record to
its page. Nothing can be written through it and no page asks for anything from outside.
"""
