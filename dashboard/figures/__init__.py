"""Charts: each file one pure function from a frame and finished words to a Plotly figure as a plain
dict.
"""
