package service

import (
	"slices"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/store/lists"
	"waymark/ui/kit"
)

// roleName is what the service calls the people who see clients: one of the
// usual names, or a word of its own with its plural. It is typed into fields of
// the part, which stores them.
type roleName struct {
	choice    *kit.Choice
	one, many *kit.TextField
}

// ownWord is the choice of a word that is none of the usual ones.
const ownWord = "own"

func newRoleName(o *own) *roleName {
	r := &roleName{}
	options := make([]kit.Option, 0, len(data.RoleNames())+1)
	for _, n := range data.RoleNames() {
		options = append(options, kit.Option{ID: n.One, Label: n.Capital()})
	}
	options = append(options, kit.Option{ID: ownWord, Label: "Another word"})
	r.choice = kit.NewChoice("Name of the role", options, r.choose)
	r.choice.SetHint("What you call the people who see clients. Screens and reports use this name.")
	r.one = o.typed(lists.SettingRoleName, "One of them", "For example, link worker.")
	r.many = o.typed(lists.SettingRoleNames, "Several of them", "Leave blank to add an ending by rule, for example link workers.")
	typed := r.one.OnChanged
	r.one.OnChanged = func(s string) {
		r.show()
		typed(s)
	}
	return r
}

func (r *roleName) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.choice, r.one, r.many}
}

// choose writes a usual name into the fields, or leads to the field for
// another one.
func (r *roleName) choose(id string) {
	for _, n := range data.RoleNames() {
		if n.One == id {
			r.one.SetText(n.One)
			r.many.SetText(n.Many)
			return
		}
	}
	r.one.SetText("")
	r.many.SetText("")
	r.choice.SetSelected(ownWord)
	r.one.Focus()
}

// show has the choice say what is typed.
func (r *roleName) show() {
	name := data.NewRoleName(r.one.Text(), r.many.Text())
	if slices.Contains(data.RoleNames(), data.NewRoleName(name.One, "")) {
		r.choice.SetSelected(name.One)
		return
	}
	r.choice.SetSelected(ownWord)
}

// problem returns what is wrong with one of the two fields, "" for none.
func roleProblem(key string, values map[string]string) string {
	field := map[string]string{lists.SettingRoleName: "One", lists.SettingRoleNames: "Many"}[key]
	if field == "" || values[key] == "" {
		return ""
	}
	err := data.NewRoleName(values[lists.SettingRoleName], values[lists.SettingRoleNames]).Validate()
	if errs, ok := err.(data.FieldErrors); ok { //nolint:errorlint // Validate returns nothing else
		return errs.For(field)
	}
	return ""
}
