"""The missing English of a programme's content, typed in one grid."""
