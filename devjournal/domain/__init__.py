"""The method's nouns as frozen values, and the rules on them. No framework, no file, no clock.

A module a noun, imported by name so that a command pays only for what it uses.
"""
