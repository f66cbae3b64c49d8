package postcodes

import (
	"math"

	"waymark/data"
)

// ellipsoid is the shape of the earth that a system of coordinates is on, by
// its half axes in metres.
type ellipsoid struct{ a, b float64 }

// The figures are those of "A guide to coordinate systems in Great Britain"
// of the Ordnance Survey, annexes A to C.
var (
	airy  = ellipsoid{6377563.396, 6356256.909} // of the National Grid
	wgs84 = ellipsoid{6378137.000, 6356752.314245}
)

// The National Grid is a transverse Mercator projection with its true origin
// at 49° N, 2° W.
const (
	scaleOnMeridian = 0.9996012717
	trueLatitude    = 49 * math.Pi / 180
	trueLongitude   = -2 * math.Pi / 180
	trueEasting     = 400000.0
	trueNorthing    = -100000.0
)

// The Helmert transformation from OSGB36 to WGS84: metres, parts and radians.
const (
	shiftX, shiftY, shiftZ = 446.448, -125.157, 542.060
	scaleBy                = -20.4894e-6
	second                 = math.Pi / 180 / 3600
	turnX, turnY, turnZ    = 0.1502 * second, 0.2470 * second, 0.8421 * second
)

// FromGrid is where a point of the National Grid of Great Britain is, given in
// metres, as WGS84 has it, which is what maps and telephones use. It is right
// to about five metres.
func FromGrid(easting, northing float64) data.Coordinates {
	latitude, longitude := unproject(easting, northing)
	latitude, longitude = toWGS84(latitude, longitude)
	return data.Coordinates{Latitude: latitude * 180 / math.Pi, Longitude: longitude * 180 / math.Pi}
}

// unproject is the inverse transverse Mercator projection: a point of the grid
// as latitude and longitude on the ellipsoid of Airy, in radians.
func unproject(easting, northing float64) (latitude, longitude float64) {
	latitude = trueLatitude
	for arc := 0.0; ; {
		step := (northing - trueNorthing - arc) / (airy.a * scaleOnMeridian)
		latitude += step
		arc = meridian(latitude)
		if math.Abs(northing-trueNorthing-arc) < 1e-5 || math.IsNaN(step) {
			break
		}
	}
	sin, cos, tan := math.Sin(latitude), math.Cos(latitude), math.Tan(latitude)
	e2 := airy.eccentricity()
	curve := 1 - e2*sin*sin
	nu := airy.a * scaleOnMeridian / math.Sqrt(curve)
	rho := nu * (1 - e2) / curve
	eta2 := nu/rho - 1
	t2, sec := tan*tan, 1/cos
	nu3 := nu * nu * nu
	nu5 := nu3 * nu * nu

	vii := tan / (2 * rho * nu)
	viii := tan / (24 * rho * nu3) * (5 + 3*t2 + eta2 - 9*t2*eta2)
	ix := tan / (720 * rho * nu5) * (61 + 90*t2 + 45*t2*t2)
	x := sec / nu
	xi := sec / (6 * nu3) * (nu/rho + 2*t2)
	xii := sec / (120 * nu5) * (5 + 28*t2 + 24*t2*t2)
	xiia := sec / (5040 * nu5 * nu * nu) * (61 + 662*t2 + 1320*t2*t2 + 720*t2*t2*t2)

	d := easting - trueEasting
	d2 := d * d
	return latitude - d2*(vii-d2*(viii-d2*ix)), trueLongitude + d*(x-d2*(xi-d2*(xii-d2*xiia)))
}

// meridian is the length of the arc of the meridian from the true origin to a
// latitude, in metres on the grid.
func meridian(latitude float64) float64 {
	n := (airy.a - airy.b) / (airy.a + airy.b)
	n2, n3 := n*n, n*n*n
	less, more := latitude-trueLatitude, latitude+trueLatitude
	return airy.b * scaleOnMeridian * ((1+n+5*n2/4+5*n3/4)*less -
		(3*n+3*n2+21*n3/8)*math.Sin(less)*math.Cos(more) +
		(15*n2/8+15*n3/8)*math.Sin(2*less)*math.Cos(2*more) -
		35*n3/24*math.Sin(3*less)*math.Cos(3*more))
}

func (e ellipsoid) eccentricity() float64 { return 1 - e.b*e.b/(e.a*e.a) }

// toWGS84 moves a place from the ellipsoid of Airy to that of WGS84, by way of
// its distances from the centre of the earth. All in radians, at height 0.
func toWGS84(latitude, longitude float64) (lat, lon float64) {
	e2 := airy.eccentricity()
	nu := airy.a / math.Sqrt(1-e2*math.Sin(latitude)*math.Sin(latitude))
	x := nu * math.Cos(latitude) * math.Cos(longitude)
	y := nu * math.Cos(latitude) * math.Sin(longitude)
	z := nu * (1 - e2) * math.Sin(latitude)

	x2 := shiftX + (1+scaleBy)*x - turnZ*y + turnY*z
	y2 := shiftY + turnZ*x + (1+scaleBy)*y - turnX*z
	z2 := shiftZ - turnY*x + turnX*y + (1+scaleBy)*z

	e2 = wgs84.eccentricity()
	across := math.Hypot(x2, y2)
	lat = math.Atan2(z2, across*(1-e2))
	for range 4 { // each turn is right to a thousandth of what was left
		nu = wgs84.a / math.Sqrt(1-e2*math.Sin(lat)*math.Sin(lat))
		lat = math.Atan2(z2+e2*nu*math.Sin(lat), across)
	}
	return lat, math.Atan2(y2, x2)
}
