package table

// HiddenSheets lists the sheets of a workbook that Excel does not show; none for a
// text file.
func (f *File) HiddenSheets() ([]string, error) {
	if len(f.Sheets) == 0 {
		return nil, nil
	}
	book, err := openBook(f.Path, f.parts)
	if err != nil {
		return nil, err
	}
	defer book.Close()
	var hidden []string
	for _, s := range book.sheets {
		if s.hidden {
			hidden = append(hidden, s.name)
		}
	}
	return hidden, nil
}
