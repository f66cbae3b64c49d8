package devices

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/exchange/meeting"
	"waymark/data/exchange/member"
	"waymark/data/store/devices"
	"waymark/data/store/lists"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
	"waymark/ui/theme"
)

// devicesTitle is the title of the part about the PCs of the service.
const devicesTitle = "Devices"

// mostDeviceRows is how many PCs are shown before the list scrolls.
const mostDeviceRows = 5

// deviceList is the part about the PCs of the service and the store between them.
type deviceList struct {
	h         *host.Host
	p         page
	service   *devices.Service
	met       *devices.Outcome
	surgeries []data.Surgery
	partners  []data.Partner
	list      []*member.Device
	at        string // the id of the PC that is chosen
	inactive  string // the days after which a PC holds nothing up, as they are set

	body   *fyne.Container
	state  *kit.Text // how this PC stands, as in the rail
	rows   *kit.Rows
	change *kit.Button
	strike *kit.Button
	stop   *kit.Button
	end    context.CancelFunc           // stops the exchange that a person asked for
	asking map[string]fyne.CanvasObject // the forms of the PCs that ask, with what was typed
}

// Devices is the part about the PCs of the service and the store between them.
func Devices(h *host.Host, p page) *frame.Part { return newDevices(h, p).part() }

func newDevices(h *host.Host, p page) *deviceList {
	s := &deviceList{h: h, p: p, body: kit.VStack(theme.Gap), state: kit.NewParagraph("", kit.Muted), end: func() {}, asking: map[string]fyne.CanvasObject{}}
	s.rows = kit.NewRows(func() int { return len(s.list) }, func() fyne.CanvasObject { return kit.NewRowText() }, s.fill, kit.RowHeight())
	s.rows.OnSelect = func(i int) { s.at = s.list[i].ID; s.offer() }
	s.change = kit.Secondary("Change what it holds…", func() { s.with(s.alter) }).Compact()
	s.strike = kit.Secondary("Strike off…", func() { s.with(s.askStrike) }).Compact()
	s.stop = kit.Secondary("Stop", func() { s.end() }).Compact()
	s.stop.Hide()
	return s
}

func (s *deviceList) part() *frame.Part {
	return &frame.Part{Title: devicesTitle, View: kit.ScrollBeyond(s.body), Load: s.load, Met: s.tell}
}

func (s *deviceList) load(ctx context.Context) (func(), error) {
	h := s.h
	service, err := h.Devices.Service(ctx)
	if err != nil {
		return nil, err
	}
	met, err := h.Devices.Outcome(ctx)
	if err != nil {
		return nil, err
	}
	partners, err := h.Lists.Partners(ctx, true)
	if err != nil {
		return nil, err
	}
	surgeries, err := h.Lists.Surgeries(ctx, true)
	if err != nil {
		return nil, err
	}
	erasures, err := h.Devices.Erasures(ctx)
	if err != nil {
		return nil, err
	}
	inactive, err := h.Lists.Setting(ctx, lists.SettingInactiveDays)
	if err != nil {
		return nil, err
	}
	return func() {
		s.service, s.met, s.surgeries, s.inactive = service, met, surgeries, inactive
		s.partners = partners
		s.publish(erasures)
	}, nil
}

func (s *deviceList) publish(erasures []devices.Erasure) {
	switch s.service.Standing {
	case meeting.Asked:
		s.body.Objects = []fyne.CanvasObject{s.asked()}
	case meeting.Belongs, meeting.Renewed, meeting.Leaving:
		s.body.Objects = append(s.warnings(), s.requests()...)
		s.body.Objects = append(s.body.Objects, s.devices(), s.store(), s.away())
		if len(erasures) > 0 {
			s.body.Objects = append(s.body.Objects, s.erasures(erasures))
		}
	default:
		s.body.Objects = []fyne.CanvasObject{s.alone()}
	}
	s.tell()
	s.body.Refresh()
}

// tell says how this PC stands, as a meeting goes on.
func (s *deviceList) tell() {
	if m := s.h.Meets; m != nil {
		n := m.News()
		line := n.Line(s.h.Clock())
		if n.Busy != "" {
			line = n.Busy + "…"
		}
		if n.Failed != "" {
			line = strings.TrimSuffix(line, ".") + ". " + n.Failed
		}
		s.state.SetText(line)
	}
}

// alone offers to start a service or to join one.
func (s *deviceList) alone() fyne.CanvasObject {
	about := "Several PCs can work on the same records: the surgery’s, a laptop at home visits, the coordinator’s. Each has its own file, works without a network, and meets the others through a folder that all of them reach."
	switch s.service.Standing {
	case meeting.Struck:
		about = "This PC was struck off by a manager. It gets nothing new, and nothing is sent from it. The records that it has stay on it. If it was a mistake, join again: what was typed here since then is sent once a manager has let this PC in."
	case meeting.Left:
		about = "This PC has left its service. The records that it has stay on it, and nothing is exchanged."
	}
	start, join := kit.Primary("Start a service…", s.start), kit.Secondary("Join a service…", s.join)
	if s.service.Standing == meeting.Struck {
		start.SetKind(kit.KindSecondary)
		join.SetKind(kit.KindPrimary)
	}
	return kit.NewCard("This PC works alone", "", kit.VStack(12, kit.NewParagraph(about, kit.Body),
		kit.NewParagraph("Start a service on one PC, a manager’s. On each further PC, join it: both screens show six words, and the manager compares them.", kit.Muted),
		kit.Wrap(start, join)))
}

// asked shows the six words of a PC that waits to be let in.
func (s *deviceList) asked() fyne.CanvasObject {
	look := kit.Primary("Check now", s.exchange).Compact()
	stop := kit.Secondary("Stop asking", func() {
		s.p.Write("stop asking to join", "Saved. This PC no longer asks to join.", s.h.Meets.Leave, nil)
	}).Compact()
	return kit.NewCard("This PC asks to join", "", kit.VStack(12,
		kit.NewParagraph("A manager’s PC must show these six words in this order. Compare them by phone or side by side, not by email.", kit.Body),
		sixWords(s.service.Words),
		kit.NewParagraph("On the manager’s PC: Settings › Devices. Once they let this PC in, it fetches the records by itself.", kit.Muted),
		s.state, kit.Wrap(look, stop)))
}

// sixWords are the words that two people compare.
func sixWords(words []string) fyne.CanvasObject {
	cells := make([]fyne.CanvasObject, len(words))
	for i, w := range words {
		t := kit.NewText(w, kit.Heading)
		t.SetColor(theme.ColorAccent)
		n := kit.NewText(strconv.Itoa(i+1), kit.Muted)
		for _, line := range []*kit.Text{n, t} {
			line.SetAlign(fyne.TextAlignCenter) // a centred box would cut a long word at 120
		}
		cells[i] = kit.Fill(theme.ColorAccentSoft, kit.PadXY(10, 6, kit.VStack(0, n, t)))
	}
	return container.NewGridWithColumns(2, cells...) // wide enough for the longest word in large text
}

// warnings are what a person should know of the last meeting.
func (s *deviceList) warnings() (list []fyne.CanvasObject) {
	if s.met == nil {
		return nil
	}
	for _, n := range s.met.Notices {
		list = append(list, kit.NewBanner(kit.Amber, n, nil))
	}
	for _, o := range s.met.Others {
		if o.Problem != "" {
			list = append(list, kit.NewBanner(kit.Amber, o.Problem, nil))
		}
	}
	return list
}

// exchange has a meeting now. It can be stopped; what was exchanged until then stays.
func (s *deviceList) exchange() {
	if s.h.Meets == nil {
		return
	}
	stopped, stop := context.WithCancel(context.Background())
	s.end = stop
	s.stop.Show()
	s.h.Background(func(ctx context.Context) func() {
		defer context.AfterFunc(ctx, stop)()
		_, err := s.h.Meets.Now(stopped)
		return func() {
			stop()
			s.stop.Hide()
			switch {
			case stopped.Err() != nil && err != nil:
				s.p.Say(kit.Amber, "The exchange was stopped. What was exchanged until then stays, and the next one goes on from there.")
			case err != nil:
				s.p.Say(kit.Red, s.h.Fail("exchange", err))
			default:
				s.p.Say(kit.Green, s.sentence())
			}
			s.p.Reload()
		}
	})
}

func (s *deviceList) askStrike(d *member.Device) {
	kit.Confirm(s.h.Window, fmt.Sprintf("Strike off “%s”?", d.Name),
		"It gets nothing new from now on. What it sent until now counts. The records stay on it, protected only by its passphrases: striking it off does not delete them. If it turns up, it can join again as a new device.",
		"Strike off", true, func() {
			s.p.Write("strike a device off", fmt.Sprintf("Saved. “%s” is struck off.", d.Name), func(ctx context.Context) error {
				if err := s.h.Devices.Strike(ctx, d.ID); err != nil {
					return err
				}
				s.meetSoon()
				return nil
			}, nil)
		})
}

// meetSoon has what was said here reach the others.
func (s *deviceList) meetSoon() {
	if s.h.Meets != nil {
		s.h.Meets.Soon()
	}
}

// store says where the store is and what can be done with it.
func (s *deviceList) store() fyne.CanvasObject {
	address := s.service.Store.Address
	kind := "Folder"
	if strings.Contains(address, "://") {
		kind = "Bucket or container"
	}
	try := kit.Secondary("Test the store", func() {
		s.h.Background(func(ctx context.Context) func() {
			found, err := s.h.Meets.Try(ctx, s.service.Store)
			return func() {
				if err != nil {
					s.p.Say(kit.Red, s.h.Fail("try the store", err))
					return
				}
				s.p.Say(kit.Green, found)
			}
		})
	}).Compact()
	move := kit.Secondary("Move the store…", s.move).Compact()
	leave := kit.Secondary("Leave the service…", s.askLeave).Compact()
	return kit.NewCard("Where the store is", kind, kit.VStack(8, kit.NewParagraph(address, kit.Bold),
		kit.NewParagraph("Everything in it is sealed. Whoever runs it sees numbers of devices, sizes and times: no names, notes or figures.", kit.Muted),
		kit.Wrap(try, move, leave)))
}

func (s *deviceList) askLeave() {
	kit.Confirm(s.h.Window, "Leave the service?", "What is new on this PC is sent first. Then this PC no longer exchanges anything. The records that it has stay on it.", "Leave", true, func() {
		s.p.Write("leave the service", "Saved. This PC leaves the service.", s.h.Meets.Leave, nil)
	})
}

// erasures says how far the erasures on this PC have come on the others.
func (s *deviceList) erasures(list []devices.Erasure) fyne.CanvasObject {
	lines := kit.VStack(6)
	for _, e := range list[:min(len(list), 5)] {
		line := fmt.Sprintf("%s erased on %s.", data.Plural(e.Clients, "client", "clients"), e.At.Local().Format("2 January 2006"))
		if len(e.Missing) == 0 {
			line += " Every device has erased them too."
		} else {
			var names []string
			for _, d := range e.Missing {
				names = append(names, "“"+d.Name+"”")
			}
			line += " Not yet confirmed by " + strings.Join(names, ", ") + "."
		}
		if !e.Rewritten {
			line += " The store still holds sealed pieces from before; they go once every device has confirmed."
		}
		lines.Add(kit.NewParagraph(line, kit.Body))
	}
	return kit.NewCard("Erasures", "", lines)
}

// deviceRoles are the roles that a PC may have.
var deviceRoles = []access.Role{access.Manager, access.Prescriber, access.Reception, access.Coordinator}

// sentence says what came of an exchange that went well.
func (s *deviceList) sentence() string {
	n := s.h.Meets.News()
	return n.Sentence()
}
