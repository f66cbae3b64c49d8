package devices

import (
	"testing"

	"fyne.io/fyne/v2"
	"waymark/data/meet"
	"waymark/data/store/lists"
	"waymark/ui/kit"
)

func TestDevices_daysAfterWhichAPCHoldsNothingUp(t *testing.T) {
	d := newDesk(t)
	d.Host.Meets = meet.Keep(d.Host.Office)
	d.Open(devicesTitle)
	d.enterStore("Start a service…", shared(t))
	d.Field("Name of this PC").SetText("Room 4")
	d.Press("Start")
	for _, wrong := range []string{"soon", "3", "-1", "1000"} {
		d.Field("Days").SetText(wrong)
		d.Press("Save days")
		d.Sees("Enter a number of days from 7 to 730")
	}
	d.Field("Days").SetText(" 30 ")
	d.Press("Save days")
	d.Sees("A PC that was not heard of for 30 days holds nothing up.")
	if text, err := d.Host.Lists.Setting(d.Ctx(), lists.SettingInactiveDays); err != nil || text != "30" {
		t.Errorf("%q, %v", text, err)
	}
	if got := d.Field("Days").Text(); got != "30" {
		t.Errorf("the field shows %q", got)
	}
	d.Field("Days").SetText("")
	d.Press("Save days")
	d.Sees("for 60 days")
}

// A store in a service’s own building may have no TLS. http is used only once a person has confirmed
// what that means, and that is kept with the address.
func TestDevices_httpIsAllowedByAPersonOnly(t *testing.T) {
	d := newDesk(t)
	d.Host.Meets = meet.Keep(d.Host.Office)
	d.Open(devicesTitle)
	f := d.devices.newStoreFields(d.devices.service.Store)
	for address, asks := range map[string]bool{
		"s3://waymark?endpoint=http://10.0.0.4:9000&region=eu-west-2":  true,
		"s3://waymark?endpoint=https://minio.example&region=eu-west-2": false,
		"s3://waymark?endpoint=http://127.0.0.1:9000&region=eu-west-2": false,
		"/home/shared": false,
	} {
		f.address.SetText(address)
		if f.open.Visible() != asks || f.value().Unsealed {
			t.Errorf("%s: asks %v, allowed %v", address, f.open.Visible(), f.value().Unsealed)
		}
	}
	d.enterStore("Start a service…", "s3://waymark?endpoint=http://10.0.0.4:9000&region=eu-west-2")
	check := d.check("Allow http, without TLS")
	check.SetChecked(true)
	if check.Checked {
		t.Error("http is allowed before anyone confirmed it")
	}
	d.Sees("Allow http to this store?", "can see how much your service sends")
	d.Press("Allow http")
	if !check.Checked {
		t.Error("confirmed, and not allowed")
	}
}

func (d *desk) check(text string) *kit.Check {
	d.T.Helper()
	var found *kit.Check
	d.Each(func(o fyne.CanvasObject) {
		if c, ok := o.(*kit.Check); ok && c.Text == text && c.Visible() {
			found = c
		}
	})
	if found == nil {
		d.T.Fatalf("there is no check %q", text)
	}
	return found
}
