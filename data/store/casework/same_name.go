package casework

// SameName reports whether two names are held to be of one person: without case,
// accents, spaces, apostrophes and hyphens, and without the order of their parts.
func SameName(a, b string) bool { return sameWords(a, b) }
