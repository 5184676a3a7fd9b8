"""What each route acts on, made anew for each member: one file a blueprint, found by itself."""
