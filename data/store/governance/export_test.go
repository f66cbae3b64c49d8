package governance

// Listed returns every table whose rows are on the page.
func Listed() (list []string) {
	for _, k := range kinds {
		list = append(list, k.tablesOf()...)
	}
	return list
}
