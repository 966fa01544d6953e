"""How a call runs: pure functions from a scenario, a state and a choice to the next step."""
