package review

import "strings"

// capitalWords are written with a capital and name no one.
const capitalWords = "I I’m I’ll I’ve I’d Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August " +
	"September October November December Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr Jun Jul Aug Sep Oct Nov Dec Christmas Easter English British Universal Credit Attendance " +
	"Allowance Personal Independence Payment Pension Council Citizens Advice Housing Benefit WEMWBS SWEMWBS Age Surgery Hospital Centre Street Road Avenue God"

// kin are words for people whom a text may describe without a name.
var kin = strings.Fields("daughter daughters son sons wife husband partner mother mum father dad sister sisters brother brothers neighbour neighbours " +
	"friend friends carer niece nephew aunt uncle cousin grandson granddaughter grandchild grandchildren grandmother grandfather stepson stepdaughter " +
	"stepfather stepmother ex landlord landlady lodger girlfriend boyfriend fiancé fiancée child children baby")

var titles = strings.Fields("mr mrs ms miss mx dr doctor prof professor rev reverend sir lady nurse sister father pc sgt")

// common are words that begin sentences and are names as well.
var common = setOf(strings.Fields("will may mark grace hope rose june april green brown white young long short day low bill rob sue pat art summer dawn joy " +
	"faith christian an so do have had home house see said visit rang call called"))

func setOf(words []string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}
