package table

import (
	"strings"
	"testing"

	"waymark/data"
)

func TestLook_readsFeaturesOfAMap(t *testing.T) {
	for name, c := range map[string]struct {
		body, header string
		rows         []string
	}{
		"GeoJSON": {`{"type":"FeatureCollection","name":"libraries","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},"features":[
			{"type":"Feature","properties":{"name":"Central Library","tags":["books","warm space"],"address":{"street":"High St","no":3},"open":true},"geometry":{"type":"Point","coordinates":[1.39,51.38,0.0]}},
			{"type":"Feature","id":"way/7","properties":{"name":"The Park","tags":[]},"geometry":{"type":"Polygon","coordinates":[[[1,51],[1.1,51],[1,51.1],[1,51]]]}},
			{"type":"Feature","geometry":null,"properties":{"name":"Nowhere"}},
			{"type":"Feature","geometry":{"type":"MultiPoint","coordinates":[[1.4,51.4],[1.5,51.5]]},"properties":{"name":"Two"}}]}`,
			"name|tags|address street|address no|open|Latitude|Longitude|id|Shape on the map",
			[]string{"Central Library|books; warm space|High St|3|TRUE|51.38|1.39||", "The Park|||||||way/7|Polygon", "Nowhere||||||||", "Two|||||51.4|1.4||"}},
		"ArcGIS": {`{"displayFieldName":"","fields":[{"name":"OBJECTID"},{"name":"SITE"}],"features":[{"attributes":{"OBJECTID":1,"SITE":"Hub"},"geometry":{"x":639500.5,"y":167000}},
			{"attributes":{"OBJECTID":2,"SITE":"None"},"geometry":{"x":"NaN","y":"NaN"}}]}`,
			"OBJECTID|SITE|Northing|Easting", []string{"1|Hub|167000|639500.5", "2|None||"}},
		"places of their own": {`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"title":"Hub","Latitude":51.3,"Longitude":1.4},"geometry":{"type":"Point","coordinates":[1.39,51.38]}}]}`,
			"title|Latitude|Longitude", []string{"Hub|51.3|1.4"}},
	} {
		path := write(t, "map.geojson", []byte(c.body))
		if !IsObjects(path) {
			t.Fatalf("%s: it is no list", name)
		}
		f, err := Look(path, Overrule{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var rows []string
		for _, row := range all(t, f) {
			rows = append(rows, strings.Join(row.Cells, "|"))
		}
		if got := strings.Join(f.Header, "|"); got != c.header || strings.Join(rows, "\n") != strings.Join(c.rows, "\n") {
			t.Errorf("%s: %s\n%s", name, got, strings.Join(rows, "\n"))
		}
	}
}

func TestLook_isNoMapWithoutFeatures(t *testing.T) {
	for name, body := range map[string]string{
		"a page of a feed":    `{"total_pages":1,"contents":[` + strings.Repeat(`{"id":"1","name":"A"},`, 20_000) + `{}]}`,
		"features of another": `{"features":[{"name":"A","id":"1"}]}`,
		"one feature":         `{"type":"Feature","properties":{"name":"A","b":1},"geometry":null}`,
		"none":                `{"type":"FeatureCollection","features":[]}`,
	} {
		if IsObjects(write(t, "map.geojson", []byte(body))) {
			t.Errorf("%s is taken for one", name)
		}
	}
}

func TestLook_saysThatAMapBreaksOff(t *testing.T) {
	f, err := Look(write(t, "map.geojson", []byte(`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A","b":1},"geometry":null},{"type":"Fea`)), Overrule{})
	if err == nil {
		for _, err = range f.Rows(t.Context()) {
			if err != nil {
				break
			}
		}
	}
	if data.CodeOf(err) != data.CodeInvalid || !strings.Contains(err.Error(), "not whole") {
		t.Errorf("%v", err)
	}
}
