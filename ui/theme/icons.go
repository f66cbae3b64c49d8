package theme

import (
	"embed"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

//go:embed icons/*.svg
var iconFiles embed.FS

// The icons of the rail and of a few buttons: strokes in the colour of the text.
var (
	// IconToday stands for the Today screen.
	IconToday = stroke("today")
	// IconClients stands for the list of clients.
	IconClients = stroke("clients")
	// IconDirectory stands for the directory of services.
	IconDirectory = stroke("directory")
	// IconCalendar stands for the calendar.
	IconCalendar = stroke("calendar")
	// IconQuestionnaires stands for the questionnaire pad.
	IconQuestionnaires = stroke("questionnaires")
	// IconReports stands for the funder's report.
	IconReports = stroke("reports")
	// IconSettings stands for the settings.
	IconSettings = stroke("settings")
	// IconReception stands for a surgery's own view of its clinic.
	IconReception = stroke("reception")
	// IconSearch stands for a search field.
	IconSearch = stroke("search")
	// IconAdd stands for adding something.
	IconAdd = stroke("add")
	// IconChevron points down, beside a list that opens.
	IconChevron = stroke("chevron")
	// IconTick is a tick.
	IconTick = stroke("tick")
	// IconLogo is the Waymark mark: a white signpost on a rounded teal square, in its own colours.
	IconLogo fyne.Resource = read("logo")
)

// inkIcon is an icon of black strokes that is drawn in a colour of the theme. Fyne's
// own coloured resources change fills only and would leave the strokes black.
type inkIcon struct {
	name, svg string
	color     fyne.ThemeColorName
}

// Name holds the colour too, because Fyne keeps drawn icons by name.
func (i *inkIcon) Name() string { return "waymark-" + i.name + "-" + i.hex() + ".svg" }

// Content is the icon in the colour that the theme has now.
func (i *inkIcon) Content() []byte {
	return []byte(strings.ReplaceAll(i.svg, "#000000", "#"+i.hex()))
}

func (i *inkIcon) hex() string {
	r, g, b, _ := fynetheme.Color(i.color).RGBA()
	return fmt.Sprintf("%02x%02x%02x", r>>8, g>>8, b>>8)
}

// Icon is the same icon in the theme's colour of that name.
func Icon(icon fyne.Resource, color fyne.ThemeColorName) fyne.Resource {
	if own, ok := icon.(*inkIcon); ok {
		return &inkIcon{own.name, own.svg, color}
	}
	return fynetheme.NewColoredResource(icon, color)
}

func stroke(name string) fyne.Resource {
	return &inkIcon{name, string(read(name).StaticContent), ColorInk}
}

// read panics on a missing file: the files are compiled in, so only a mistake in
// this package can cause it and its test would show it.
func read(name string) *fyne.StaticResource {
	content, err := iconFiles.ReadFile("icons/" + name + ".svg")
	if err != nil {
		panic("theme: " + err.Error())
	}
	return fyne.NewStaticResource("waymark-"+name+".svg", content)
}
