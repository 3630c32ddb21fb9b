"""Figures of the labs, printed as those of the bench are."""


def bench(name, value, unit, limit, goal):
    """Prints a figure of which less is better: met is the goal, within the limit alone. Says whether the limit is held."""
    word = "met" if value <= goal else "within" if value <= limit else "missed"
    print(f"bench {name} {value:.1f} {unit} vs none limit {limit} goal {goal} {word}", flush=True)
    return value <= limit
