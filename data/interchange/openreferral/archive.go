package openreferral

import (
	"archive/zip"
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"

	"waymark/data"
	"waymark/data/interchange/bound"
)

// mostUnpacked is how many bytes the tables of a zip may have unpacked.
const mostUnpacked = 500 << 20

// archive is the tables of a package, in a folder or a zip. Nothing of a zip
// is written to the disk.
type archive struct {
	files  fs.FS
	tables map[string]string // path by the table's name in HSDS 3
	part   int64             // bytes of the tables from which on they are read in parts
	close  func() error
}

// tableNames gives the name in HSDS 3 for every name a table goes by.
var tableNames = map[string]string{
	"service": "services", "organization": "organizations", "organisation": "organizations", "organisations": "organizations",
	"location": "locations", "address": "addresses", "physical_address": "addresses", "physical_addresses": "addresses",
	"phone": "phones", "contact": "contacts", "schedule": "schedules", "regular_schedule": "schedules", "regular_schedules": "schedules",
	"service_at_locations": "service_at_location", "services_at_location": "service_at_location",
	"service_area": "service_areas", "language": "languages", "cost_option": "cost_options",
	"eligibility": "eligibilities", "eligibilitys": "eligibilities", "accessibility_for_disabilities": "accessibility",
	"attribute": "attributes", "service_attribute": "attributes", "service_attributes": "attributes",
	"service_taxonomy": "service_taxonomies", "service_taxonomys": "service_taxonomies", "services_taxonomy": "service_taxonomies",
	"link_taxonomy": "link_taxonomies", "taxonomy": "taxonomies", "taxonomys": "taxonomies", "taxonomy_term": "taxonomy_terms",
}

// tableName is the name in HSDS 3 of the table in a file, "" for other files.
func tableName(file string) string {
	name := strings.ToLower(path.Base(file))
	if !strings.HasSuffix(name, ".csv") {
		return ""
	}
	name = strings.ReplaceAll(strings.TrimSuffix(name, ".csv"), "-", "_")
	if usual, ok := tableNames[name]; ok {
		return usual
	}
	return name
}

// openArchive opens a folder or a zip that has a table of services, either
// itself or in one of its folders.
func openArchive(name string) (*archive, error) {
	a, err := openFiles(name)
	var problem *data.Problem
	if errors.As(err, &problem) {
		return nil, err
	}
	if err != nil {
		return nil, &data.Problem{Code: data.CodeInvalid, Cause: err,
			Sentence: "This is neither a folder nor a zip that can be opened. If it was downloaded, fetch it again."}
	}
	a.tables = tablesIn(a.files)
	if a.tables["services"] == "" {
		_ = a.close()
		return nil, data.NewProblem(data.CodeInvalid, "There is no table of services here. An Open Referral package has a file called services.csv.")
	}
	return a, nil
}

func openFiles(name string) (*archive, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return &archive{files: os.DirFS(name), part: partSize, close: func() error { return nil }}, nil
	}
	z, err := bound.OpenZip(name)
	if err != nil {
		return nil, err
	}
	return &archive{files: z, part: partSize, close: z.Close}, nil
}

// tablesIn finds the tables beside the first table of services.
func tablesIn(files fs.FS) map[string]string {
	folders := []string{"."}
	top, err := fs.ReadDir(files, ".")
	if err != nil {
		return nil
	}
	for _, f := range top {
		if f.IsDir() && !strings.HasPrefix(f.Name(), ".") && f.Name() != "__MACOSX" {
			folders = append(folders, f.Name())
		}
	}
	for _, folder := range folders {
		inside, err := fs.ReadDir(files, folder)
		if err != nil {
			continue // a folder that may not be read holds nothing for us
		}
		tables := map[string]string{}
		for _, f := range inside {
			// In a zip made with backslashes a name still has its folder.
			name := f.Name()[strings.LastIndex(f.Name(), `\`)+1:]
			if table := tableName(name); table != "" && !f.IsDir() {
				tables[table] = path.Join(folder, name)
			}
		}
		if tables["services"] != "" {
			return tables
		}
	}
	return nil
}

// checkSize refuses a zip that unpacks to more than a directory can be.
func (a *archive) checkSize() error {
	if _, zipped := a.files.(*bound.Zip); !zipped {
		return nil
	}
	var total uint64
	for _, name := range a.tables {
		info, err := fs.Stat(a.files, name)
		if err != nil {
			return err
		}
		if packed, ok := info.Sys().(*zip.FileHeader); ok {
			if err := bound.CheckUnpacked(packed); err != nil {
				return err
			}
			total += packed.UncompressedSize64
		}
	}
	if total > mostUnpacked {
		return data.NewProblem(data.CodeInvalid, "This zip unpacks to more than 500 MB, which is too much. Unpack it yourself and choose the folder.")
	}
	return nil
}
