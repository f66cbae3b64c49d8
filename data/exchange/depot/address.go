package depot

import (
	"fmt"
	"net/netip"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"

	"waymark/data"
)

// Sort is a kind of store.
type Sort string

// The kinds of store.
const (
	Folder Sort = "folder"
	S3     Sort = "s3"
	Azure  Sort = "azure"
)

// Address says where a store is. It holds no key, so it may be shown and logged.
type Address struct {
	Kind   Sort
	Folder string // absolute
	// Endpoint is the server of a bucket or container: scheme, host and port.
	Endpoint string
	Bucket   string // or container
	Prefix   string // before every key, "" or with a "/" at the end
	Region   string // of S3
	Style    Style  // of S3
	Account  string // of Azure
}

// Style is how the name of a bucket is put into a request.
type Style string

// The styles. By default it is in the path, other than with those who are known to
// want it in the host's name.
const (
	ByDefault Style = ""
	InPath    Style = "path"
	InHost    Style = "host"
)

// usualRegion is what most servers other than Amazon's go by.
const usualRegion = "us-east-1"

var (
	bucketForm  = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)
	prefixForm  = regexp.MustCompile(`^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$`)
	settingForm = regexp.MustCompile(`^[A-Za-z_-]{1,30}$`)
	accountForm = regexp.MustCompile(`^[a-z0-9]{3,24}$`)
	regionForm  = regexp.MustCompile(`^[a-z0-9-]{1,40}$`)
	// s3.eu-west-2.amazonaws.com, with or without a bucket before it
	amazonHost = regexp.MustCompile(`^(?:(.+)\.)?s3[.-](?:([a-z0-9-]+)\.)?amazonaws\.com(?:\.cn)?$`)
	// account.blob.core.windows.net, and the clouds of some countries
	azureHost = regexp.MustCompile(`^([a-z0-9]{3,24})\.blob\.core\.[a-z0-9.-]+$`)
)

// ParseAddress reads the address of a store as people type or paste it: the path of
// a folder, s3://BUCKET?endpoint=https://HOST, azblob://CONTAINER?storage_account=NAME,
// or the web address of a bucket or container. An error is a *data.Problem.
func ParseAddress(typed string) (Address, error) {
	typed = trim(typed)
	scheme, _, hasScheme := strings.Cut(typed, "://")
	switch {
	case typed == "":
		return Address{}, invalid("Choose a folder, or enter the address of a store.")
	case !hasScheme:
		return AtFolder(typed)
	}
	u, err := url.Parse(typed)
	if err != nil {
		return Address{}, invalid("This is no address that Waymark can read. Enter one like https://example.org/bucket")
	}
	if u.User != nil {
		return Address{}, invalid("Leave the name and the password out of the address. Enter the keys below it.")
	}
	if u.Fragment != "" {
		return Address{}, invalid("Leave out what follows “#” in the address.")
	}
	switch strings.ToLower(scheme) {
	case "file":
		return parseFile(u)
	case "s3":
		return parseS3(u)
	case "azblob":
		return parseAzure(u)
	case "https", "http":
		u.Scheme, u.Host = strings.ToLower(u.Scheme), strings.ToLower(u.Host)
		return parseWeb(u)
	}
	return Address{}, invalid(fmt.Sprintf("Waymark cannot use a store at “%s://”. Choose a folder, an S3 bucket or an Azure container.", strings.ToLower(scheme)))
}

// trim removes what comes along when an address is copied out of a text.
func trim(typed string) string {
	return strings.TrimFunc(typed, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`"<>“”`, r) })
}

// AtFolder returns the address of a folder, by its whole path as it is.
func AtFolder(path string) (Address, error) {
	if !filepath.IsAbs(path) || strings.ContainsRune(path, 0) {
		return Address{}, invalid("Enter the whole path of the folder, or an address that begins with https://")
	}
	return Address{Kind: Folder, Folder: filepath.Clean(path)}, nil
}

// parseFile reads file:///folder, and on Windows file:///C:/folder and
// file://server/share.
func parseFile(u *url.URL) (Address, error) {
	path := filepath.FromSlash(u.Path)
	windows := filepath.Separator == '\\'
	switch {
	case u.RawQuery != "":
		return Address{}, invalid("Leave out what follows “?” in the path of a folder.")
	case u.Host != "" && u.Host != "localhost" && !windows:
		return Address{}, invalid("This folder is on another computer. Connect it as a network folder first, then choose it.")
	case windows && u.Host != "" && u.Host != "localhost":
		path = `\\` + u.Host + path
	case windows && filepath.VolumeName(strings.TrimPrefix(path, `\`)) != "":
		path = strings.TrimPrefix(path, `\`)
	}
	return AtFolder(path)
}

// parseS3 reads s3://BUCKET/PREFIX?endpoint=…&region=…&use_path_style=…
func parseS3(u *url.URL) (Address, error) {
	a := Address{Kind: S3}
	query, err := settings(u, "endpoint", "region", "use_path_style")
	if err != nil {
		return a, err
	}
	if a, err = a.within(u.Host, u.Path); err != nil {
		return a, err
	}
	switch query.Get("use_path_style") {
	case "":
	case "true":
		a.Style = InPath
	case "false":
		a.Style = InHost
	default:
		return a, invalid("In the address, use_path_style is true or false.")
	}
	a.Region = query.Get("region")
	endpoint := query.Get("endpoint")
	if endpoint == "" {
		if a.Region == "" {
			return a, invalid("Add the server of the bucket to the address, like ?endpoint=https://example.org. For a bucket of Amazon, add its region, like ?region=eu-west-2")
		}
		endpoint = "https://s3." + a.Region + ".amazonaws.com"
	}
	if a.Endpoint, err = parseEndpoint(endpoint); err != nil {
		return a, err
	}
	return a.inRegion()
}

// inRegion fills in the region that goes without saying.
func (a Address) inRegion() (Address, error) {
	if a.Region == "" {
		a.Region = usualRegion
		if m := amazonHost.FindStringSubmatch(a.host()); m != nil && m[2] != "" {
			a.Region = m[2]
		}
	}
	if !regionForm.MatchString(a.Region) {
		return a, invalid("The region in the address is none. Enter one like eu-west-2")
	}
	return a, nil
}

// parseAzure reads azblob://CONTAINER/PREFIX?storage_account=NAME, or with the
// endpoint of the account.
func parseAzure(u *url.URL) (Address, error) {
	query, err := settings(u, "storage_account", "endpoint")
	if err != nil {
		return Address{}, err
	}
	endpoint, account := query.Get("endpoint"), query.Get("storage_account")
	if endpoint == "" {
		if !accountForm.MatchString(account) {
			return Address{}, invalid("Add the storage account to the address, like ?storage_account=NAME")
		}
		endpoint = "https://" + account + ".blob.core.windows.net"
	}
	server, err := url.Parse(endpoint)
	if err != nil {
		return Address{}, invalidServer()
	}
	path, own, _ := strings.Cut(strings.Trim(server.Path, "/"), "/")
	if own != "" {
		return Address{}, invalidServer()
	}
	server.Path, server.RawPath = "", ""
	a := Address{Kind: Azure, Account: account}
	if a.Endpoint, err = parseEndpoint(server.String()); err != nil {
		return a, err
	}
	if a.Account, err = a.account(path, account); err != nil {
		return a, err
	}
	return a.within(u.Host, u.Path)
}

// account returns the account of an Azure server: said, in the path as the emulator
// has it, or in the name of the host.
func (a Address) account(inPath, said string) (string, error) {
	found := inPath
	if m := azureHost.FindStringSubmatch(a.host()); m != nil && found == "" {
		found = m[1]
	}
	switch {
	case found == "" || (said != "" && said != found):
		return "", invalid("The address and the storage account do not belong together. Check both.")
	case !accountForm.MatchString(found):
		return "", invalidServer()
	}
	return found, nil
}

// parseWeb reads the web address of a bucket or container.
func parseWeb(u *url.URL) (Address, error) {
	server := u.Scheme + "://" + u.Host
	if m := azureHost.FindStringSubmatch(u.Hostname()); m != nil {
		if u.Query().Has("sig") {
			return Address{}, invalid("Leave out what follows “?” in the address. Enter it below as the secret.")
		}
		if _, err := settings(u); err != nil {
			return Address{}, err
		}
		endpoint, err := parseEndpoint(server)
		if err != nil {
			return Address{}, err
		}
		container, prefix, _ := strings.Cut(strings.Trim(u.Path, "/"), "/")
		return Address{Kind: Azure, Endpoint: endpoint, Account: m[1]}.within(container, prefix)
	}
	query, err := settings(u, "region", "use_path_style")
	if err != nil {
		return Address{}, err
	}
	bucket, prefix, _ := strings.Cut(strings.Trim(u.Path, "/"), "/")
	if m := amazonHost.FindStringSubmatch(u.Hostname()); m != nil && m[1] != "" {
		bucket, prefix = m[1], u.Path
		server = u.Scheme + "://" + strings.TrimPrefix(u.Host, m[1]+".")
	}
	if bucket == "" {
		return Address{}, invalid("Add the bucket to the address, like " + server + "/BUCKET")
	}
	query.Set("endpoint", server)
	return parseS3(&url.URL{Scheme: "s3", Host: bucket, Path: "/" + strings.Trim(prefix, "/"), RawQuery: query.Encode()})
}

// settings returns the settings of an address, which may be these and each once.
func settings(u *url.URL, known ...string) (url.Values, error) {
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return nil, invalid("Waymark cannot read what follows “?” in the address.")
	}
next:
	for name, values := range query {
		for _, k := range known {
			if name == k && len(values) == 1 {
				continue next
			}
		}
		if !settingForm.MatchString(name) {
			name = "?"
		}
		return nil, invalid(fmt.Sprintf("The address has “%s” in it, which Waymark does not know there, or twice. Leave it out.", name))
	}
	return query, nil
}

// parseEndpoint reads the server of a store.
func parseEndpoint(typed string) (string, error) {
	if !strings.Contains(typed, "://") {
		typed = "https://" + typed
	}
	u, err := url.Parse(typed)
	if err != nil || u.Hostname() == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.User != nil || strings.ContainsAny(u.Host, " \t%") {
		return "", invalidServer()
	}
	if u.Scheme != "https" && u.Scheme != "http" {
		return "", invalidServer()
	}
	return u.Scheme + "://" + strings.ToLower(u.Host), nil
}

func invalidServer() error {
	return invalid("The server in the address is none that Waymark can read. Enter one like https://example.org")
}

// within puts the bucket or container and the prefix into an address.
func (a Address) within(bucket, prefix string) (Address, error) {
	if !bucketForm.MatchString(bucket) {
		return a, invalid("The name of the bucket or container has 3 to 63 small letters, digits and hyphens. Check the address.")
	}
	a.Bucket = bucket
	prefix = strings.Trim(prefix, "/")
	if prefix == "" {
		return a, nil
	}
	for part := range strings.SplitSeq(prefix, "/") {
		if !prefixForm.MatchString(part) || len(prefix) > 200 {
			return a, invalid("The folder in the address may have letters, digits, hyphens and full stops. Check what follows the bucket.")
		}
	}
	a.Prefix = prefix + "/"
	return a, nil
}

// String is the address as ParseAddress reads it.
func (a Address) String() string {
	query := url.Values{}
	scheme := "s3"
	switch a.Kind {
	case Folder:
		if trim(a.Folder) == a.Folder && !strings.Contains(a.Folder, "://") {
			return a.Folder
		}
		// A name that is typed otherwise than it is.
		u := url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(filepath.ToSlash(a.Folder), "/")}
		return u.String()
	case Azure:
		scheme = "azblob"
		query.Set("endpoint", a.Endpoint)
		if !azureHost.MatchString(a.host()) {
			query.Set("endpoint", a.Endpoint+"/"+a.Account)
		}
	case S3:
		query.Set("endpoint", a.Endpoint)
		query.Set("region", a.Region)
		if a.Style != ByDefault {
			query.Set("use_path_style", fmt.Sprint(a.Style == InPath))
		}
	}
	u := url.URL{Scheme: scheme, Host: a.Bucket, Path: strings.TrimSuffix("/"+a.Prefix, "/"), RawQuery: query.Encode()}
	return u.String()
}

func (a Address) host() string {
	u, err := url.Parse(a.Endpoint)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// NeedsKeys reports whether a store wants keys.
func (a Address) NeedsKeys() bool { return a.Kind != Folder }

// Unsealed reports whether what is sent to a store goes over a network without TLS.
// The objects are sealed all the same; who listens sees their names and sizes.
func (a Address) Unsealed() bool {
	return strings.HasPrefix(a.Endpoint, "http://") && !onThisPC(a.host())
}

func onThisPC(host string) bool {
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}

func invalid(sentence string) error { return fault(Refused, nil, data.CodeInvalid, sentence) }
