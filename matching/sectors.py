"""Which sectors are related: someone of one knows the way in another [choice]."""

# Groups of NACE sections; agriculture and the smallest sections stand by themselves.
RELATED = (
    ("A",),
    ("B", "C", "D", "E", "F"),
    ("G", "H", "I"),
    ("J", "K", "L", "M", "N"),
    ("O", "P", "Q"),
    ("R", "S", "T"),
    ("U",),
)
