package people

import (
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data/access"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

func TestRoles_whereATableHasNoRoomOneRoleIsShown(t *testing.T) {
	d := newDesk(t)
	d.Size = fyne.NewSize(1400, 768)
	d.Open("Roles")
	if c := d.Choice("Role"); c != nil {
		t.Error("1,400 wide: the table has room for every role")
	}
	d.Sees("What a role may do")
	d.Window.Resize(fyne.NewSize(828, 640))
	choice := d.Choice("Role")
	if choice == nil {
		t.Fatal("828 wide: no role can be chosen")
	}
	of := func(r access.Role) int {
		choice.Choose(string(r))
		no := 0
		uitest.Walk(d.Window.Content(), func(s uitest.Seen) {
			if text, ok := s.Object.(*kit.Text); ok && text.Text() == access.No.Words() {
				no++
			}
		})
		return no
	}
	if reception, manager := of(access.Reception), of(access.Manager); reception <= manager {
		t.Errorf("reception may not do %d things, a manager %d", reception, manager)
	}
}
