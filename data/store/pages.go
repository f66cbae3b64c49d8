package store

import (
	"errors"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/seal"
)

// damagedPage is what happened if a page is not as it was written.
const damagedPage = "Part of the database file was damaged or changed outside Waymark. Do not delete it. Restore the most recent backup."

// pageProblem says what is wrong with pages that were read beneath SQLite.
func pageProblem(err error) error {
	if errors.Is(err, seal.ErrPage) {
		return &data.Problem{Code: data.CodeDamaged, Sentence: damagedPage, Cause: err}
	}
	return unreachable(err)
}

// Pages is what the check values of the pages of a plain database say.
type Pages = seal.Pages

// Pages reads the whole file. protected: its pages are encrypted, so that none can
// be read that is not as it was written.
func (d *Door) Pages() (pages Pages, protected bool, err error) {
	if err := d.session.May(d.area, access.Read); err != nil || d.store.sealing != nil {
		return pages, true, err
	}
	if pages, err = seal.CheckPages(d.store.path); err != nil {
		return pages, false, pageProblem(err)
	}
	return pages, false, nil
}
