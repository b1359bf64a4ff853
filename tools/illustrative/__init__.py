"""Illustrative records of the Khabarovsk city programme: made up from a seed, the same bytes every
time.

``python -m tools.illustrative`` rewrites the files; nothing in the running system imports this
package.
"""
