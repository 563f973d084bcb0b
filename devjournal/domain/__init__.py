"""The method's nouns as frozen values, and their rules. No framework, no file access, no clock.

Each noun has its own module, so that a command imports only the modules it uses.
"""
