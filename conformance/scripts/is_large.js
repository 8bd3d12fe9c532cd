computed > 50
