package service

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"strconv"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/rule"
	"waymark/data/store/directory"
	"waymark/data/store/lists"
	"waymark/data/store/offering"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
)

// longestCheckDays bounds after how many days a service is due a check: beyond
// ten years no one would be told at all.
const longestCheckDays = 3650

// oldestMinimum bounds the age from which a service is for people.
const oldestMinimum = 120

// mostAttempts bounds how often someone is called in vain.
const mostAttempts = 9

// own is the part about who works here and what the service is called. The
// person is stored at once; what is typed is stored by its button.
type own struct {
	h    *host.Host
	p    page
	form *kit.FormPage
	view fyne.CanvasObject

	person  *kit.Choice
	role    *roleName
	fields  []ownField
	prorate *kit.Check
	state   *kit.Text
	clean   map[string]string // what the fields held when nothing was typed
	names   map[data.ID]string
	saving  bool
}

// ownField is one typed setting.
type ownField struct {
	key   string
	field *kit.TextField
}

// Own is the part about who works here and what the service is called.
func Own(h *host.Host, p page) *frame.Part { return newOwn(h, p).part() }

func newOwn(h *host.Host, p page) *own {
	o := &own{h: h, p: p, form: kit.NewFormPage(), clean: map[string]string{}}
	o.view = o.form
	o.person = kit.NewChoice("Who uses this PC?", nil, o.choose).AllowNone("No one selected")
	o.person.SetHint("New entries are recorded under this name.")
	name := o.typed(lists.SettingServiceName, "Name of the service", "Shown on the report cover.")
	phone := o.typed(lists.SettingServicePhone, "Phone number for questions", "Shown on the summary that clients take home and on reply slips.")
	registration := o.typed(lists.SettingRegistration, "WEMWBS registration reference",
		"The University of Warwick gives you this when you register to use the questionnaire.")
	days := o.typed(lists.SettingCheckDays, "Check service details every (days)",
		fmt.Sprintf("The directory flags services not checked for this long. Leave blank for %d days.", directory.DefaultCheckDays))
	news := o.typed(lists.SettingNoNewsDays, "Ask for an update after (days)",
		fmt.Sprintf("Referrals with no update for this long appear on Today. Leave blank for %d days.", offering.DefaultNoNewsDays))
	youngest := o.typed(lists.SettingMinimumAge, "Lowest age for the service",
		fmt.Sprintf("If someone is younger, we show a note on the referral and the record. No one is refused. Leave blank for %d. "+
			"Enter 0 for any age.", data.DefaultMinimumAge))
	attempts := o.typed(lists.SettingMostAttempts, "Attempts for each follow-up",
		fmt.Sprintf("After this many calls with no answer, Waymark suggests closing the follow-up. Leave blank for %d.", rule.MostAttempts))
	o.prorate = kit.NewCheck("Estimate incomplete scores", func(bool) { o.changed() })
	if !o.h.Session.SignedIn() {
		o.form.Add("You", "", o.person, thisPC(o.h))
	}
	role := newRoleName(o)
	o.role = role
	o.form.Add("The service", "", name, phone, youngest)
	o.form.Add("Your people", "", role.objects()...)
	o.form.Add("Questionnaires", "", registration, o.prorate, kit.NewParagraph(
		"If this is off, a questionnaire with a missing answer has no score. If it is on, we use the average of the "+
			"other answers where the questionnaire’s rules allow it. We mark the score as estimated. This applies to "+
			"questionnaires saved from now on.", kit.Muted))
	o.form.Add("Directory", "", days, news)
	o.form.Add("Follow-ups", "", attempts)
	o.state = kit.NewText("", kit.Muted)
	o.form.SetFooter(o.state, kit.Primary("Save", func() { o.save(nil) }))
	return o
}

func (o *own) typed(key, label, hint string) *kit.TextField {
	f := kit.NewTextField(label)
	f.SetHint(hint)
	f.OnChanged = func(string) { o.changed() }
	o.fields = append(o.fields, ownField{key, f})
	return f
}

func (o *own) part() *frame.Part {
	return &frame.Part{Title: "You and the service", View: o.view, Load: o.load, Dirty: o.dirty, Save: o.save}
}

func (o *own) load(ctx context.Context) (func(), error) {
	people, err := o.h.Lists.Staff(ctx, true)
	if err != nil {
		return nil, err
	}
	held := map[string]string{}
	for _, key := range []string{lists.SettingServiceName, lists.SettingServicePhone, lists.SettingRegistration, lists.SettingRoleName, lists.SettingRoleNames,
		lists.SettingCheckDays, lists.SettingNoNewsDays, lists.SettingMinimumAge, lists.SettingMostAttempts, lists.SettingProrate} {
		if held[key], err = o.h.Lists.Setting(ctx, key); err != nil {
			return nil, err
		}
	}
	return func() { o.publish(people, held) }, nil
}

// publish shows what is stored. Fields in which something is typed are left
// as they are.
func (o *own) publish(people []data.Staff, held map[string]string) {
	o.names = map[data.ID]string{}
	var options []kit.Option
	for _, s := range people {
		o.names[s.ID] = s.Name
		if !s.Retired || s.ID == o.h.Session.Person() {
			options = append(options, kit.Option{ID: string(s.ID), Label: s.Name, Note: o.h.Role().Label(s.Role)})
		}
	}
	o.person.SetOptions(options)
	o.person.SetSelected(string(o.h.Session.Person()))
	if len(options) == 0 {
		o.person.SetHint("No staff yet. Add people in “Staff”, on the left.")
	} else {
		o.person.SetHint("New entries are recorded under this name.")
	}
	if o.dirty() {
		return
	}
	o.clean = held
	for _, f := range o.fields {
		f.field.SetText(held[f.key])
	}
	o.role.show()
	o.prorate.Checked = held[lists.SettingProrate] == "yes"
	o.prorate.Refresh()
}

// choose stores who uses this PC. The signature changes first, so that the
// change itself is signed by the person who made it.
func (o *own) choose(id string) {
	before, now := o.h.Session.Person(), data.ID(id)
	stored := fmt.Sprintf("Saved. New entries are recorded under the name %s.", o.names[now])
	if now == "" {
		stored = "Saved. New entries will have no name until you choose one."
	}
	o.p.Write("store who uses this PC", stored, func(ctx context.Context) error {
		o.h.Session.SwitchTo(now)
		err := o.h.Lists.SetSetting(ctx, lists.SettingCurrentStaff, id)
		if err != nil {
			o.h.Session.SwitchTo(before)
		}
		return err
	}, nil)
}

func (o *own) values() map[string]string {
	v := map[string]string{lists.SettingProrate: ""}
	for _, f := range o.fields {
		v[f.key] = f.field.Text()
	}
	if o.prorate.Checked {
		v[lists.SettingProrate] = "yes"
	}
	return v
}

// dirty is true when something is typed that is not stored.
func (o *own) dirty() bool {
	clean := maps.Clone(o.clean)
	if clean[lists.SettingProrate] != "yes" {
		clean[lists.SettingProrate] = ""
	}
	v := o.values()
	for key, held := range v {
		if held != clean[key] {
			return true
		}
	}
	return false
}

func (o *own) changed() {
	if o.dirty() {
		o.state.SetText("The settings are not saved")
		return
	}
	o.state.SetText("")
}

// save stores what was typed, only where it differs from what is stored.
func (o *own) save(then func()) {
	if o.saving {
		return
	}
	values := o.values()
	if !o.check(values) {
		o.state.SetText("Check the field marked in red")
		return
	}
	var changed []string
	for key, v := range values {
		if v != o.clean[key] {
			changed = append(changed, key)
		}
	}
	o.saving = true
	o.h.Background(func(ctx context.Context) func() {
		var err error
		for _, key := range changed {
			if err = o.h.Lists.SetSetting(ctx, key, values[key]); err != nil {
				break
			}
		}
		return func() { o.saved(values, err, then) }
	})
}

func (o *own) saved(values map[string]string, err error, then func()) {
	o.saving = false
	if err != nil {
		o.state.SetText("The settings are not saved")
		o.p.Say(kit.Red, o.h.Fail("save the settings", err))
		return
	}
	typedOn := !maps.Equal(o.tidy(o.values()), values)
	o.clean = values
	if !typedOn {
		for _, f := range o.fields {
			f.field.SetText(values[f.key])
		}
	}
	o.changed()
	o.p.Say(kit.Green, "Saved.")
	if then != nil {
		then()
	}
}

func (o *own) tidy(v map[string]string) map[string]string {
	for key, text := range v {
		v[key] = data.Tidy(text)
	}
	return v
}

// check tidies what was typed and says beside a field what is wrong with it.
func (o *own) check(v map[string]string) bool {
	o.tidy(v)
	ok := true
	for _, f := range o.fields {
		sentence := cmp.Or(numberProblem(f.key, v[f.key]), roleProblem(f.key, v))
		if sentence == "" {
			sentence = f.field.Problem()
		}
		if utf8.RuneCountInString(v[f.key]) > data.MaxName {
			sentence = fmt.Sprintf("Must be %d characters or fewer", data.MaxName)
		}
		f.field.SetError(sentence)
		if sentence != "" && ok {
			f.field.Focus()
			ok = false
		}
	}
	return ok
}

// numberProblem says what is wrong with a setting that is a number, "" if nothing
// is or it is no number.
func numberProblem(key, text string) string {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	switch {
	case text == "":
	case key == lists.SettingCheckDays || key == lists.SettingNoNewsDays:
		if err != nil || n < 1 || n > longestCheckDays {
			return fmt.Sprintf("Enter a number of days from 1 to %d, for example 90", longestCheckDays)
		}
	case key == lists.SettingMinimumAge:
		if err != nil || n < 0 || n > oldestMinimum {
			return fmt.Sprintf("Enter an age from 0 to %d, for example %d", oldestMinimum, data.DefaultMinimumAge)
		}
	case key == lists.SettingMostAttempts && (err != nil || n < 1 || n > mostAttempts):
		return fmt.Sprintf("Enter a number from 1 to %d", mostAttempts)
	}
	return ""
}
