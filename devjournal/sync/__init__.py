"""Machines in step through a shared folder: what each of them writes there, what it reads, and the engine between."""
