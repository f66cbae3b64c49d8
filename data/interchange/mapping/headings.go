package mapping

import (
	"regexp"
	"strings"
)

// headings are, for each field, the headings that lists really use for it,
// folded: the surest first, with bars between. A heading that has all words of
// an entry beginning with ~ counts, too, but less.
var headings = []struct {
	field Field
	names string
}{
	{ID, "service id|cqc location id for office use only|organisation number|charity number|registered charity number|id|unique id|record id|reference|ref|ref no|reference number|unique reference|uid|uuid|guid|key|external id|organisationid|organisation id|organisation code|organisationcode|ods code|code|post id|entry id|venue id|club id|library id|reg no|registration number|registration no|charity no|charity reg no|reg charity number|location id|orgid|org id|practice code|service code|activity id|listing id|~service ref|~unique id"},
	{Name, "service name|name of service|service|program name|programme name|program|programme|name|title|service title|name of group|group name|group|club name|name of club|club|activity name|activity|project name|name of activity|event name|venue name|library name|library|post title|listing name|listing title|display name|name of organisation or service|organisationname|site name|name of site|site|facility name|facility|session name|class name|course name|session|class|course|workshop|event|place name|centre name|name of centre|orgname|org name|~name of service|~service name|~group name|~name of"},
	{OtherNames, "other names|alternate name|alternative name|also known as|aka|acronym|short name|known as"},
	{Organisation, "organisation|organization|organisation name|organization name|provider|provider name|service provider|name of organisation|name of organization|charity|charity name|run by|delivered by|agency|agency name|parent organisation|parentname|parent name|owner|company|company name|trust|charity legal name|operator|~organisation name|~provider name|~run by"},
	{Description, "description|service description|what happens|objectives|objects|charitable objects|what is offered|what it offers|services offered|about|summary|details|what we do|what it is|what they do|service details|overview|information|long description|short description|content|post content|about us|main description|activities|purpose|aims|charity activities|what we offer|what you offer|offer|what happens there|about this service|support offered|services provided|service offered|what|what is it|help offered|what support is offered|~description|~what do|~about the|~describe your|~describe the|~support offered"},
	{Category, "category|categories|service category|service types|service types and groups|types|type|service type|type of service|subject|theme|topic|tags|keywords|sector|taxonomy|sport|sports|activity type|classification|group type|amenity|leisure|social facility|theme 1|theme 2|category 1|category 2|~category|~type of"},
	{Need, "need|needs|needs met|reason|reasons|helps with"},
	{Phone, "phone|telephone|tel|tel no|telephone number|phone number|contact number|contact telephone|contact phone|mobile|mobile number|phone 1|phone 2|helpline|landline|phone no|telephone no|contact tel|main phone|telephone 1|telephone 2|~telephone|~phone|~mobile"},
	{Email, "email|e mail|email address|e mail address|contact email|mail|emailaddress|contact e mail|~email|~e mail"},
	{Web, "website|web|url|web address|website address|web site|link|website url|homepage|webpage|web page|website link|web link|internet|site|~website|~web address"},
	{Contact, "contact|contact name|contact person|name of contact|main contact|key contact|lead contact|coordinator|organiser|secretary|contact names|club contact|group contact|~contact name|~contact person"},
	{Address, "address|public address|address 1|address 2|address 3|address 4|address1|address2|address3|address4|address line 1|address line 2|address line 3|street|street address|road|venue|location|location name|venue address|building|building name|premises|county|full address|where|number|house number|address line|postal address|location address|where is it|town|city|village|locality|addrln1|addrln2|addrln3|addr1|addr2|addr3|addr line 1|addr line 2|address street|address housenumber|addr street|addr housenumber|~address|~venue|~listing location"},
	{Town, "town|city|town city|post town|town or city|address town|locality|village|addr city|address city|location town|location city|venue town|venue city"},
	{Postcode, "postcode|post code|postal code|zip|zip code|zipcode|pcd|pcode|venue postcode|addr postcode|address postcode|~postcode|~post code"},
	{Area, "area|areas|area served|area covered|areas covered|district|ward|borough|region|neighbourhood|coverage|geographical area|local authority|geography|area of benefit|service area|ward name|geographic reach|geographical reach|area of operation|where we work|catchment|catchment area|branch|branch name|geographic area|~area covered|~areas covered"},
	{Latitude, "latitude|lat|lat lng|latlng|lat long|lat lon|latlong|latitude longitude|latitude and longitude|coordinates|coords|gps|gps coordinates|geo coordinates|geolocation|geo location|geo point|geo point 2d|map coordinates|y coordinate wgs84|geo latitude|location latitude|geo lat|location lat|position lat|coordinates lat|coordinates latitude|northing|northings|geo y|geoy|y coordinate|y"},
	{Longitude, "longitude|long|lon|lng|geo longitude|location longitude|geo lon|geo lng|location lon|location lng|position lng|coordinates lon|coordinates lng|coordinates longitude|easting|eastings|geo x|geox|x coordinate|x"},
	{Cost, "cost|£|free|is it free|free of charge|free to use|price|fee|fees|fees description|cost description|cost option|charge|charges|costs|cost to attend|price details|how much|cost details|admission|cost of service|tickets|ticket price|entry fee|entry|donation|cost per session|price per session|is there a charge|is there a cost|do you charge|charge for service|~cost|~charges|~price|~is there a charge|~is there a cost"},
	{Days, "days|opening hours specification|open hours|open|when|times|day|time|opening times|opening hours|session times|days and times|day and time|hours|meeting times|schedule|frequency|availability|meets|when is it|opening|session details|day of week|days of operation|recurrence|how often|repeats|timetable|start time|end time|date and time|dates|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun|day s|opens|closes|opening time|closing time|open time|close time|finish time|time from|time to|from time|to time|starts at|ends at|opening days|session time|session day|weekday|weekdays|day of the week|which day|byday|by day|schedule byday|schedule opens at|schedule closes at|rrule|recurrence rule|opens at|closes at|when do you meet|when does it meet|when do you run|when is it held|when does it run|when where|when and where|where and when|where when|time and place|day time and venue|dates and venue|term time|term time only|~opening hours|~opening times|~meeting time|~when do|~when does"},
	{Eligibility, "eligibility|women only|men only|who is it for|who for|eligibility description|target group|target audience|audience|client group|criteria|who can use it|suitable for|beneficiaries|who can attend|who can use|eligibility criteria|target group s|gender|beneficiary group|beneficiary groups|who we support|who we help|who can join|who can come|who can go|who can be referred|who the charity helps|who it helps|who it is for|who is this for|~who is|~who can|~eligib|~suitable for|~gender"},
	{Referring, "how to refer|who can refer|who can make a referral|who may refer|referral needed|referral required|self refer|drop in|referral|referral route|referrals|how to access|referral process|referral method|how to join|how to book|booking|application process|access route|referral details|self referral|how to get involved|how to get support|how to get help|how to contact|booking required|booking needed|booking essential|need to book|do i need to book|book in advance|~how to refer|~referral|~can refer"},
	{Ages, "age|ages|age range|age group|age groups|ages served|age limit|age restrictions|age band|~age range|~age group"},
	{MinAge, "min age|minimum age|age from|ages from|lower age|age min|from age|youngest age|~minimum age"},
	{MaxAge, "max age|maximum age|age to|ages to|upper age|age max|to age|oldest age|~maximum age"},
	{Language, "language|languages|languages spoken|other languages|community languages|~languages"},
	{Delivery, "delivery|online|virtual|face to face|in person|home visits|by phone|delivery method|mode of delivery|how delivered|attending type|format|in person or online|how is it delivered|mode|mode of support|how support is given|~delivery"},
	{Wheelchair, "wheelchair|wheelchair access|wheelchair accessible|step free|step free access|disabled access|wheelchair friendly|~wheelchair"},
	{Access, "access|accessibility|access information|accessibility details|facilities|disability access|accessibility information|parking|disabled parking|toilets|toilet|accessible toilet|accessible toilets|disabled toilet|changing places|hearing loop|lift|baby changing|~accessib"},
	{Room, "capacity|room|spaces|vacancies|availability of places|spaces available|places available|open to new referrals|accepting referrals|accepting new referrals|taking referrals|taking new referrals|open to referrals|capacity status|capacity rag|current capacity|accepting new clients|taking new clients|~capacity status"},
	{Waiting, "waiting|waiting time|waiting list|wait|wait time|waiting times|~waiting"},
	{Status, "status|is active|currently active|still active|is published|published|visible|enabled|still running|dormant|dormant y n|archived|is archived|archived y n|is closed|closed y n|deleted|is deleted|status code|charity registration status|registration status|charity status|service status|active|open closed|organisationstatus|organisation status|state|live"},
	{ClosedUntil, "closed until|reopens|reopening date|reopens on|reopening|reopening on|date of reopening|expected reopening date"},
	{Checked, "last checked|checked|assured date|last verified|verified|date checked|last reviewed|review date|date verified|reviewed|assured|verified on|checked on|reviewed on|confirmed on|date confirmed|~last checked|~last verified|~last reviewed"},
	{From, "start date|date from|date starts|from date|valid from|first date|begins|begins on|starts|starts on|date starts|start|first session|available from|runs from|operational start date|from|dtstart|start datetime|start date time|start date and time|event start|legalstartdate|legal start date"},
	{Until, "end date|until|date to|date until|to date|valid until|valid to|last date|ends|ends on|date ends|end|finish date|finishes|last session|available until|available to|runs until|close date|closed date|date closed|operational end date|date of removal|to|dtend|end datetime|end date time|end date and time|event end|legalenddate|legal end date|ended"},
	{Note, "contact details|contact info|contact information|further information|additional information|other information|comments"},
	{On, "event date|date of event|session date|date of session|activity date"},
}

// notForClients are headings of what a directory keeps for its own staff: it is not shown
// to anyone else, and so is not read.
var notForClients = regexp.MustCompile(`\b(?:non ?public|not (?:for )?(?:the )?public|internal|ex directory|staff only|professionals? only|confidential|private (?:phone|number|email|mobile|telephone|notes?|contact))\b`)

// places are headings that hold a place only if their cells look like one.
var places = strings.Split("easting|northing|eastings|northings|x|y|geo x|geo y|geox|geoy|x coordinate|y coordinate", "|")

// left are headings that hold nothing for people.
var left = strings.Split("fax|fax number|easting|northing|eastings|northings|uprn|usrn|x|y|logo|image|image url|photo|created|created at|created date|date created|date added|"+
	"updated|updated at|last updated|last modified|modified|date updated|date modified|submitted|timestamp|author|user|ip|slug|permalink|guid url|is pims managed|ispimsmanaged|"+
	"parentodscode|parent ods code|subtype|organisationtype|organisation type|facebook|twitter|instagram|linkedin|youtube|country|row|row number|geo x|geo y|geox|geoy|"+
	"ward code|lsoa|lsoa code|msoa|ons code|gss code|snac|organisation uri|uri|consent|gdpr|version|"+
	"all day event|allday|all day|private|sensitivity|priority|show time as|mileage|billing information|reminder on off|reminder date|reminder time|meeting resources|dtstamp|transp|sequence|"+
	"timezone|time zone|hide from event listings|sticky in month view|event currency symbol|event currency position|event iso currency code|event featured image|event show map|event show map link|allow comments|allow trackbacks and pingbacks", "|")
